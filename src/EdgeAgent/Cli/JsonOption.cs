using System.CommandLine;

namespace EdgeAgent.Cli;

/// <summary><c>--json</c>, on every verb whose answer a program may read.</summary>
internal sealed class JsonOption : Option<bool>
{
    public JsonOption()
        : base("--json") => Description = "Print JSON instead of text.";
}
