using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>config</c>: what is configured.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Show the configuration and its schema.")
    {
        ConfigShowCommand.Create(),
        ConfigSchemaCommand.Create(),
    };
}
