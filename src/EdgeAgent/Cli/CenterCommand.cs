using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>center</c>: the other end.</summary>
internal static class CenterCommand
{
    public static Command Create() => new Verb(
        "center",
        "The center's end: hear what the poles say, and say something to them.",
        "edgeagent center listen --broker broker.example")
    {
        CenterListenCommand.Create(),
        CenterSendCommand.Create(),
        CenterOrdersCommand.Create(),
        CenterConfigCommand.Create(),
    };
}
