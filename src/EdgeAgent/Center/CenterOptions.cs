using System.ComponentModel;
using EdgeAgent.Identity;

namespace EdgeAgent.Center;

/// <summary>What a center's terminal does with what it hears.</summary>
internal sealed record CenterOptions
{
    [Description("MQTT client id; absent for a random one.")]
    public string? ClientId { get; init; }

    [Description("Where events.jsonl, stills/ and clips/ are written. Without it clips are announced, but not fetched.")]
    public string? OutDirectory { get; init; }

    [Description("Signs acknowledgements of what is written down; absent for a terminal that only looks. Its holder is the consumer's name.")]
    public OperationsKey? AcknowledgeWith { get; init; }

    [Description("Keys that the poles sign with; absent: the first that each names is believed.")]
    public TrustedKeys? PoleKeys { get; init; }

    [Description("Key that clips are encrypted to; absent where they are not.")]
    public SigningKey? ClipKey { get; init; }
}
