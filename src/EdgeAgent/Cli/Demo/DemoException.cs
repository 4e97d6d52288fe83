using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Demo;

/// <summary>The demo did not show what it promises.</summary>
internal sealed class DemoException(string message, string remedy = "look into the log that the demo names")
    : ProblemException(new Problem("demo/failed", message, remedy));
