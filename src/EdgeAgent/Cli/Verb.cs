using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary>A command with an example of its use, which its help shows.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;
}
