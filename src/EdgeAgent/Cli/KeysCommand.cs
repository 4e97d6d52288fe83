using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>keys</c>: who may say what to a pole.</summary>
internal static class KeysCommand
{
    public static Command Create() => new Verb(
        "keys",
        "Make keys, and say whose word counts at a pole.",
        "edgeagent keys create --name ops-1 --holder operations --role operations --out keys")
    {
        KeysCreateCommand.Create(),
        KeysTrustCommand.Create(),
    };
}
