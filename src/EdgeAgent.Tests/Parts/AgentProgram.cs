namespace EdgeAgent.Parts;

/// <summary>The program itself, as a user starts it.</summary>
internal static class AgentProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "edgeagent");

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using var running = RunningProgram.Start(Path, arguments);
        return await running.WaitForEndAsync();
    }

    /// <summary>Starts a verb that goes on until it is stopped.</summary>
    public static RunningProgram Start(params string[] arguments) => RunningProgram.Start(Path, arguments);
}
