using System.CommandLine;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Hosting;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Cli;

/// <summary><c>run</c>: the agent itself, until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = new ConfigFileOption();
        var order = new Option<string?>("--order") { Description = "Look for whom the orders of this file describe, instead of the configuration's orders.file.", HelpName = "FILE" };
        var level = new Option<LogLevel>("--log-level") { Description = "Least severity that is logged.", DefaultValueFactory = _ => LogLevel.Information };
        var verb = new Verb(
            "run",
            "Watch the configured cameras and tell the center what happens, until it is stopped.",
            "edgeagent run --config /etc/edgeagent/agent.json --order /etc/edgeagent/orders.json")
        {
            file,
            order,
            level,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var configuration = WithOrders(AgentConfiguration.Load(parsed.GetValue(file)!), parsed.GetValue(order));
            if (ServedRules.Check(configuration.Options) is { Count: > 0 } problems)
            {
                throw new ConfigurationException(problems);
            }

            // Without these libraries no camera will ever be seen: a clear end is better than a pole that waits for ever.
            _ = FFmpegVersion.Describe();
            using var host = AgentHost.Build(configuration, parsed.GetValue(level));
            var agent = host.Services.GetServices<IHostedService>().OfType<AgentService>().Single();
            await host.RunAsync(cancel);

            // The host ends quietly where its service has failed: the exit code must not.
            if (agent.ExecuteTask is { IsFaulted: true } failed)
            {
                await failed;
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static ConfigurationSnapshot WithOrders(ConfigurationSnapshot configuration, string? file) => file is null
        ? configuration
        : configuration with { Options = configuration.Options with { Orders = new OrderOptions { File = Path.GetFullPath(file) } } };
}
