namespace EdgeAgent.Cli.Center;

/// <summary>How long a terminal waits for what a pole says of a desired state.</summary>
internal static class PublishPatience
{
    public static TimeSpan Of => TimeSpan.FromSeconds(30);
}
