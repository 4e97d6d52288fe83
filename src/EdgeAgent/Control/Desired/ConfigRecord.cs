using System.Collections.Immutable;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control.Desired;

/// <summary>How the center's part of the configuration stands, as it lies on disk beside <c>remote.json</c>.</summary>
internal sealed record ConfigRecord
{
    /// <summary>Of what is in force; 0 for nothing of the center's.</summary>
    public long Version { get; init; }

    public ConfigState State { get; init; }

    /// <summary>The highest that was ever tried. It never goes down.</summary>
    public long Seen { get; init; }

    /// <summary>Of what was signed under that version.</summary>
    public string? SeenHash { get; init; }

    public long? RefusedVersion { get; init; }

    public ImmutableArray<FaultHealth> Problems { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What is left of a trial.</summary>
    public double? TrialSeconds { get; init; }

    /// <summary>SHA-256 of the settings on trial: they may not have been written any more.</summary>
    public string? TrialHash { get; init; }

    /// <summary>What counts again where the trial fails.</summary>
    public long PreviousVersion { get; init; }
}
