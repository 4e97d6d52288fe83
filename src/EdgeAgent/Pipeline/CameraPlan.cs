using System.Collections.Immutable;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Capture;
using EdgeAgent.Capture.Ptz;
using EdgeAgent.Domain;
using EdgeAgent.Recording;
using EdgeAgent.Rules;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Tracking.Statics;

namespace EdgeAgent.Pipeline;

/// <summary>What one camera is to do: where its stream is, what is looked for in it, how clips are cut from it.</summary>
internal sealed record CameraPlan
{
    public required CameraId Id { get; init; }

    /// <summary>Where it stands in the configuration, such as <c>cameras[0]</c>, for what is wrong with it.</summary>
    public required string Path { get; init; }

    /// <summary>The stream that is recorded, and looked at too where there is no other for that.</summary>
    public required CaptureOptions Capture { get; init; }

    /// <summary>A smaller stream of the same picture to look at; null where one stream serves both.</summary>
    public CaptureOptions? DetectionCapture { get; init; }

    /// <summary>Frames that are analysed per second of media time; 0 for every frame.</summary>
    public required double DetectionsPerSecond { get; init; }

    /// <summary>Parts of each frame that are looked at closer, at most.</summary>
    public int RegionsPerFrame { get; init; }

    public ImmutableArray<ZoneOptions> Zones { get; init; } = [];

    public ImmutableArray<LineOptions> Lines { get; init; } = [];

    public ImmutableArray<RuleOptions> Rules { get; init; } = [];

    /// <summary>Of the site, by which schedules go.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How it learns what its detector sees at the same place for ever.</summary>
    public StaticsOptions Statics { get; init; } = new();

    /// <summary>Where that is kept; null where it is not.</summary>
    public string? StaticsDirectory { get; init; }

    /// <summary>What it watches for.</summary>
    public RuleSet RuleSet => new(Rules, Zones, Lines, Path) { TimeZone = TimeZone };

    /// <summary>How it says where it looks; null for a fixed camera.</summary>
    public PtzOptions? Ptz { get; init; }

    /// <summary>By which heights are told; null where it is not calibrated.</summary>
    public CameraGeometry? Geometry { get; init; }

    public required ClipOptions Clips { get; init; }

    /// <summary>Everything that comes is recorded.</summary>
    public bool Record { get; init; } = true;

    /// <summary>Where finished clips are put until they are delivered.</summary>
    public required string ClipDirectory { get; init; }
}
