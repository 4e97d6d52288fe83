using EdgeAgent.Capture;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Hosting;

/// <summary>From what the user wrote to what each camera's pipeline does.</summary>
internal static class CameraPlans
{
    public static IEnumerable<CameraPlan> From(AgentOptions options) =>
        options.Cameras.Select((camera, index) => From(options, camera, index));

    public static CameraPlan From(AgentOptions options, CameraOptions camera, int index) => new()
    {
        Id = new CameraId(camera.Id),
        Path = SettingPath.Item("cameras", index),
        Capture = Capture(camera, camera.Url),
        DetectionCapture = camera.DetectionUrl is { } url ? Capture(camera, url) : null,
        DetectionsPerSecond = camera.DetectionsPerSecond,
        Zones = camera.Zones,
        Lines = camera.Lines,
        Statics = camera.Statics,
        StaticsDirectory = DataPaths.Statics(options.DataDirectory),
        Rules = camera.Rules,
        Record = camera.Record,
        Clips = options.Clips,
        ClipDirectory = DataPaths.Clips(options.DataDirectory),
    };

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
