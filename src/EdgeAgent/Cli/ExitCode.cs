namespace EdgeAgent.Cli;

/// <summary>What the process tells the program that started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    /// <summary>Wrong usage, or a configuration that cannot be used.</summary>
    public const int Wrong = 2;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
