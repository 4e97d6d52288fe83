using System.CommandLine;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>--config FILE</c>, the same on every verb that needs the configuration.</summary>
internal sealed class ConfigFileOption : Option<string>
{
    public ConfigFileOption()
        : base("--config")
    {
        Description = "The configuration file.";
        HelpName = "FILE";
        DefaultValueFactory = _ => AgentConfiguration.DefaultPath;
    }
}
