using System.ComponentModel;

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
}
