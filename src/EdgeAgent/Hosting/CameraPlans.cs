using EdgeAgent.Appearance.Heights;
using EdgeAgent.Capture;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Pipeline;
using EdgeAgent.Tracking.Statics;

namespace EdgeAgent.Hosting;

/// <summary>From what the user wrote to what each camera's pipeline does.</summary>
internal static class CameraPlans
{
    /// <summary>Times the longest wait of a rule: what stands there may be lost for a moment, and the rule begin again.</summary>
    private const double RuleWaits = 1.5;

    public static IEnumerable<CameraPlan> From(AgentOptions options) =>
        options.Cameras.Select((camera, index) => From(options, camera, index));

    public static CameraPlan From(AgentOptions options, CameraOptions camera, int index) => new()
    {
        Id = new CameraId(camera.Id),
        Path = SettingPath.Item("cameras", index),
        Capture = Capture(camera, camera.Url),
        DetectionCapture = camera.DetectionUrl is { } url ? Capture(camera, url) : null,
        DetectionsPerSecond = camera.DetectionsPerSecond,
        RegionsPerFrame = camera.RegionsPerFrame,
        Zones = camera.Zones,
        Lines = camera.Lines,
        Statics = StaticsFor(camera),
        StaticsDirectory = DataPaths.Statics(options.DataDirectory),
        Rules = camera.Rules,
        TimeZone = SiteTime.Zone(options),
        Ptz = camera.Ptz,
        Geometry = camera.Calibration is { } calibration ? Calibrator.Geometry(calibration) : null,
        Record = camera.Record,
        Clips = options.Clips,
        ClipDirectory = DataPaths.Clips(options.DataDirectory),
    };

    /// <summary>What a rule waits for must not be taken for a part of the street before it fires.</summary>
    private static StaticsOptions StaticsFor(CameraOptions camera)
    {
        var longest = camera.Rules.Select(rule => rule.WaitSeconds).Append(0).Max();
        return camera.Statics with { Minutes = Math.Max(camera.Statics.Minutes, RuleWaits * longest / 60) };
    }

    /// <summary>One of the camera's streams.</summary>
    public static CaptureOptions Capture(CameraOptions camera, string url) => new()
    {
        Url = url,
        CredentialsFile = camera.CredentialsFile,
        Transport = camera.Transport,
        Decoder = camera.Decoder,
        DecoderThreads = camera.DecoderThreads,
        SkipLoopFilter = camera.SkipLoopFilter,
    };
}
