using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>center config</c>: the center's part of a pole's configuration.</summary>
internal static class CenterConfigCommand
{
    public static Command Create() => new Verb(
        "config",
        "Set the center's part of a pole's configuration, and see what differs.",
        "edgeagent center config diff --pole seoul/pole-7")
    {
        CenterConfigPublishCommand.Create(),
        CenterConfigDiffCommand.Create(),
    };
}
