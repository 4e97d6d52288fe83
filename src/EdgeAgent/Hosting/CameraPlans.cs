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
        Capture = new CaptureOptions { Url = camera.Url, CredentialsFile = camera.CredentialsFile },
        DetectionsPerSecond = camera.DetectionsPerSecond,
        Zones = camera.Zones,
        Rules = camera.Rules,
        Record = camera.Record,
        Clips = options.Clips,
        ClipDirectory = DataPaths.Clips(options.DataDirectory),
    };
}
