using System.CommandLine;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>recordings hold release</c>: ends a hold before its time.</summary>
internal static class HoldReleaseCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var id = new Argument<Guid>("id") { Description = "The hold, as it is listed." };
        var verb = new Verb(
            "release",
            "End a hold: what it kept is deleted when its turn comes.",
            "edgeagent recordings hold release 01980c5e-3f5a-7000-8000-000000000000")
        {
            id,
            file,
        };
        verb.SetAction(parsed =>
        {
            HoldVerb.Book(AgentConfiguration.Load(parsed.GetValue(file)!).Options).Release(parsed.GetValue(id));
            return ExitCode.Done;
        });
        return verb;
    }
}
