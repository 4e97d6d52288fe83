using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace EdgeAgent.Messaging;

/// <summary>How the configuration that the center wants stands.</summary>
internal sealed record ConfigStatusMessage
{
    [Description("Of what is in force; 0 where the center has set nothing.")]
    [Range(0, double.MaxValue)]
    public required long Version { get; init; }

    [Description("What became of the last one that came.")]
    public required ConfigState State { get; init; }

    [Description("That was refused or taken back; absent where the last one that came is in force.")]
    [Range(0, double.MaxValue)]
    public long? RefusedVersion { get; init; }

    [Description("Why; empty where all is well.")]
    public ImmutableArray<FaultHealth> Problems { get; init; } = [];

    [Description("What is in force of the center's, as it was signed; absent for nothing. `edgeagent config schema` describes it.")]
    public JsonElement? Settings { get; init; }
}
