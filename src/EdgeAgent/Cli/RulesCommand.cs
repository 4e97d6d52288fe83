using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>rules</c>: what a camera watches for.</summary>
internal static class RulesCommand
{
    public static Command Create() => new Verb(
        "rules",
        "Try what a camera watches for.",
        "edgeagent rules try visit.mp4 --config agent.json --camera gate")
    {
        RulesTryCommand.Create(),
    };
}
