using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Cli.Check;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>check</c>: everything that can be wrong with this device, with the remedy.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var json = new JsonOption();
        var verb = new Verb(
            "check",
            "Look at everything that can be wrong with this device: each line is ok, warning or failed, with the remedy.",
            "edgeagent check --config /etc/edgeagent/agent.json")
        {
            file,
            json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var failed = false;
            await foreach (var result in DeviceCheck.RunAsync(parsed.GetValue(file)!, cancel))
            {
                failed |= result.Verdict == Verdict.Failed;
                output.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(result, SettingInForce.Compact)
                    : Line(result));
                output.Flush();
            }

            return failed ? ExitCode.Failed : ExitCode.Done;
        });
        return verb;
    }

    private static string Line(CheckResult result)
    {
        var line = $"{result.Verdict.ToString().ToLowerInvariant(),-8} {result.Subject,-16} {result.Finding}";
        return result.Remedy is null ? line : $"{line}\n{"",-26}→ {result.Remedy}";
    }
}
