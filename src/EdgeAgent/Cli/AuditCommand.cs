using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Control.Audit;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli;

/// <summary><c>audit</c>: who has asked what of this pole.</summary>
internal static class AuditCommand
{
    public static Command Create() => new Verb(
        "audit",
        "Look at what was asked of this pole, by whom and why.",
        "edgeagent audit verify --data /var/lib/edgeagent")
    {
        CreateVerify(),
    };

    private static Verb CreateVerify()
    {
        var data = new Option<string>("--data") { Description = "The agent's data directory.", DefaultValueFactory = _ => "/var/lib/edgeagent", HelpName = "DIR" };
        var json = new JsonOption();
        var verb = new Verb(
            "verify",
            "Follow the chain of the audit log: a line that was changed, taken out or put in shows, and so does a log that was cut.",
            "edgeagent audit verify --data /var/lib/edgeagent")
        {
            data, json,
        };
        verb.SetAction(parsed =>
        {
            var (lines, head) = AuditChain.Verify(AuditLog.PathIn(parsed.GetValue(data)!));
            parsed.InvocationConfiguration.Output.WriteLine(
                parsed.GetValue(json) ? JsonSerializer.Serialize(new { lines, head }, MessageJson.Options) : $"{lines} lines, each follows the one before it; the last has the hash {head}");
            return ExitCode.Done;
        });
        return verb;
    }
}
