using System.CommandLine;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Hosting;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules;
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
            ThrowIfRulesCannotBeServed(configuration.Options);

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

    /// <summary>A rule for a class that the model has not would never fire. A model that is not there yet is waited for instead.</summary>
    private static void ThrowIfRulesCannotBeServed(AgentOptions options)
    {
        if (CameraPlans.From(options).FirstOrDefault(plan => plan.RuleSet.NeedsPostures) is { } asking)
        {
            ThrowIfNoPoseModel(options.PoseModel, asking);
        }

        ModelManifest manifest;
        try
        {
            manifest = ModelPackage.Read(options.Model.Directory).Manifest;
        }
        catch (ModelException)
        {
            return;
        }

        var problems = CameraPlans.From(options)
            .SelectMany(plan => RuleEngine.Check(plan.RuleSet, manifest.Labels))
            .ToList();
        if (problems.Count > 0)
        {
            throw new ConfigurationException(problems);
        }
    }

    private static void ThrowIfNoPoseModel(PoseModelOptions options, CameraPlan asking)
    {
        try
        {
            ModelFamily.ThrowIfNoPoseModel(ModelPackage.Read(options.Directory));
        }
        catch (ModelException e)
        {
            throw new ConfigurationException([new Problem(
                "config/pose-model",
                $"rule '{asking.Rules.First(rule => rule.NeedsPostures).Id}' needs the pose model: {e.Problem.Message}",
                "name its folder in poseModel.directory; scripts/setup.sh makes one in .artifacts/model-pose",
                $"{asking.Path}.rules")]);
        }
    }
}
