using System.CommandLine;
using EdgeAgent.Cli.Recordings;

namespace EdgeAgent.Cli;

/// <summary><c>recordings</c>: what the pole has recorded, and what of it is held for cases.</summary>
internal static class RecordingsCommand
{
    public static Command Create() => new("recordings", "What this pole has recorded, and what of it is held for cases.")
    {
        RecordingsListCommand.Create(),
        RecordingsClipCommand.Create(),
        RecordingsExportCommand.Create(),
        new Command("hold", "Keep a piece of a recording for a case, until a day.")
        {
            HoldAddCommand.Create(),
            HoldListCommand.Create(),
            HoldReleaseCommand.Create(),
        },
    };
}
