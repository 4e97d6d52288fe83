namespace EdgeAgent.Cli.Check;

internal enum Verdict
{
    Ok,
    Warning,
    Failed,
}
