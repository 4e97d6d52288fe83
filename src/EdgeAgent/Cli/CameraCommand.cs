using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>camera</c>: find cameras, and look at one.</summary>
internal static class CameraCommand
{
    public static Command Create() => new Verb(
        "camera",
        "Find the cameras of the network; look at one: what it sends, and what it shows.",
        "edgeagent camera probe rtsp://192.0.2.10/stream1")
    {
        CameraDiscoverCommand.Create(),
        CameraProbeCommand.Create(),
        CameraSnapshotCommand.Create(),
        CameraCalibrateCommand.Create(),
        CameraStaticsCommand.Create(),
    };
}
