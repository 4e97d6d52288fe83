using System.CommandLine;
using EdgeAgent.Cli.Recordings;

namespace EdgeAgent.Cli;

/// <summary><c>recordings</c>: what the pole has recorded, and what of it is held for cases.</summary>
internal static class RecordingsCommand
{
    public static Command Create() => new Verb(
        "recordings", "What this pole has recorded, and what of it is held for cases.", "edgeagent recordings list")
    {
        RecordingsListCommand.Create(),
        RecordingsClipCommand.Create(),
        RecordingsExportCommand.Create(),
        new Verb("hold", "Keep a piece of a recording for a case, until a day.", "edgeagent recordings hold list")
        {
            HoldAddCommand.Create(),
            HoldListCommand.Create(),
            HoldReleaseCommand.Create(),
        },
    };
}
