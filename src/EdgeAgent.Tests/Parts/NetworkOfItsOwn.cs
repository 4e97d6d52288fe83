namespace EdgeAgent.Parts;

/// <summary>Runs the program in a network namespace where nothing else is. It needs the right to make one.</summary>
internal static class NetworkOfItsOwn
{
    /// <summary>One interface, "quiet", 192.0.2.9/24, at whose other end nobody answers.</summary>
    public const string QuietInterface = "ip link add quiet type veth peer name far && ip link set far up && ip address add 192.0.2.9/24 dev quiet && ip link set quiet up";

    /// <param name="setUp">Shell commands that make the network.</param>
    public static async Task<ProgramResult> RunAsync(string setUp, params string[] arguments)
    {
        Assert.SkipUnless(Tool.Exists("unshare") && Tool.Exists("ip"), "unshare and ip are not installed");
        var (exitCode, _, errors) = Tool.TryRun("unshare", "--map-root-user", "--net", "/bin/sh", "-c", setUp);
        Assert.SkipWhen(exitCode != 0, $"no network namespace of its own can be made here: {errors}");
        await using var running = RunningProgram.Start(
            "unshare", ["--map-root-user", "--net", "/bin/sh", "-c", setUp + " && exec \"$@\"", "sh", AgentProgram.Path, .. arguments]);
        return await running.WaitForEndAsync();
    }
}
