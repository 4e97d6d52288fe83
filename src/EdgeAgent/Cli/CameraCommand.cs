using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>camera</c>: look at one camera.</summary>
internal static class CameraCommand
{
    public static Command Create() => new("camera", "Look at one camera: what it sends, and what it shows.")
    {
        CameraProbeCommand.Create(),
        CameraSnapshotCommand.Create(),
    };
}
