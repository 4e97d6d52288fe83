using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Recording.Index;

namespace EdgeAgent.Cli.Recordings;

/// <summary>Whose recordings there may be: cameras that are no longer configured have left some, too.</summary>
internal static class RecordedCameras
{
    /// <exception cref="Recording.RecordingException"><c>recording/unreadable</c></exception>
    public static IReadOnlyList<CameraId> Recorded(AgentOptions options) =>
        [.. SegmentCatalog.Read(DataPaths.Recordings(options)).Select(segment => segment.Camera).Distinct()];

    public static IReadOnlyList<CameraId> Known(AgentOptions options, IReadOnlyList<CameraId> recorded) =>
        [.. options.Cameras.Select(camera => new CameraId(camera.Id)).Union(recorded)];

    /// <exception cref="ConfigurationException">Nobody knows it.</exception>
    public static CameraId Find(string asked, AgentOptions options, IReadOnlyList<CameraId> recorded)
    {
        var (camera, known) = (new CameraId(asked), Known(options, recorded));
        return known.Contains(camera) ? camera : throw new ConfigurationException([ExportProblems.UnknownCamera(asked, known)]);
    }
}
