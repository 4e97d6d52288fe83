using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Messaging;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis;

/// <summary>What one analysis is made with.</summary>
internal sealed record AnalysisSettings(CameraPlan Plan, ModelOptions Model, PoleIdentity Pole, PoleMode Mode, DateTimeOffset Start)
{
    /// <summary>Loaded only where a rule asks for it.</summary>
    public PoseModelOptions PoseModel { get; init; } = new();

    /// <summary>When the recording began, as the user wrote it; a file's own time is not worth to be shown.</summary>
    public DateTimeOffset? ToldStart { get; init; }

    /// <summary>The recording's own.</summary>
    public IMediaClock Clock => field ??= new FileMediaClock(Start, isTold: ToldStart is not null);

    public ImmutableArray<Zone> Zones => [.. Plan.Zones.Select(zone => zone.ToZone())];

    /// <summary>Wall-clock time of a media time, in words; empty where nobody told it.</summary>
    public string ToldClock(MediaTime time) => ToldStart is { } start
        ? (start + (time - default(MediaTime))).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : "";

    public Overlay CreateOverlay(ModelManifest model) => new(Zones, [.. Plan.Lines.Select(line => line.ToLine())], model.Labels, ToldClock);
}
