using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Cli.Check;
using EdgeAgent.Hosting.Configuration;
using Spectre.Console;

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
                if (parsed.GetValue(json))
                {
                    output.WriteLine(JsonSerializer.Serialize(result, SettingInForce.Compact));
                }
                else
                {
                    Write(result, output);
                }

                output.Flush();
            }

            return failed ? ExitCode.Failed : ExitCode.Done;
        });
        return verb;
    }

    /// <summary>The verdict in its colour where the terminal has colours.</summary>
    private static void Write(CheckResult result, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

        // The terminal breaks lines better than a guess of its width does.
        console.Profile.Width = int.MaxValue;
        console.Write(new Text($"{result.Verdict.ToString().ToLowerInvariant(),-8}", Color(result.Verdict)));
        console.WriteLine($" {result.Subject,-16} {result.Finding}");
        if (result.Remedy is not null)
        {
            console.WriteLine($"{"",-26}→ {result.Remedy}");
        }
    }

    private static Style Color(Verdict verdict) => verdict switch
    {
        Verdict.Ok => Spectre.Console.Color.Green,
        Verdict.Warning => Spectre.Console.Color.Yellow,
        _ => Spectre.Console.Color.Red,
    };
}
