using System.CommandLine;
using EdgeAgent.Cli.Recordings;

namespace EdgeAgent.Cli;

/// <summary><c>recordings</c>: what the pole has recorded, and what of it is held for cases.</summary>
internal static class RecordingsCommand
{
    public static Command Create() => new Verb(
        "recordings",
        "What this pole has recorded: list it, hand it over, hold it for cases.",
        "edgeagent recordings export --from \"2026-07-01 18:00\" --to \"2026-07-01 20:00\" --out /media/usb/case-7")
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
