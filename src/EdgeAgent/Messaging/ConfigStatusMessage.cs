using System.Collections.Immutable;
using System.Text.Json;

namespace EdgeAgent.Messaging;

/// <summary>How the configuration that the center wants stands.</summary>
internal sealed record ConfigStatusMessage
{
    /// <summary>Of what is in force; 0 where the center has set nothing.</summary>
    public required long Version { get; init; }

    public required ConfigState State { get; init; }

    /// <summary>That was refused or taken back; absent where the last one that came is in force.</summary>
    public long? RefusedVersion { get; init; }

    /// <summary>Why; empty where all is well.</summary>
    public ImmutableArray<FaultHealth> Problems { get; init; } = [];

    /// <summary>What is in force of the center's, as it was signed; absent for nothing.</summary>
    public JsonElement? Settings { get; init; }
}
