using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>camera</c>: look at one camera.</summary>
internal static class CameraCommand
{
    public static Command Create() => new Verb(
        "camera",
        "Look at one camera: what it sends, and what it shows.",
        "edgeagent camera probe rtsp://192.0.2.10/stream1")
    {
        CameraProbeCommand.Create(),
        CameraSnapshotCommand.Create(),
    };
}
