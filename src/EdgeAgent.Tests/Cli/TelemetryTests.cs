using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

/// <summary>ONNX Runtime sends telemetry by default, and keeps a device id under the home directory. A real run of the agent must do neither.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task An_inference_writes_nothing_into_the_home_directory_and_tries_no_connection()
    {
        const string strace = "/usr/bin/strace";
        Assert.SkipUnless(File.Exists(strace), "strace is not installed: run scripts/setup.sh");
        using var directory = new TemporaryDirectory();
        var (home, trace) = (Directory.CreateDirectory(directory["home"]).FullName, directory["trace"]);
        await using var running = RunningProgram.Start(
            strace,
            [
                "-f", "-qq", "-e", "trace=network", "-o", trace,
                AgentProgram.Path, "analyze", Path.Combine(Checkout.Scene, "park.mp4"), "--model", Checkout.Model, "--rate", "0.5",
            ],
            ("HOME", home), ("XDG_CACHE_HOME", null), ("ORT_DISABLE_TELEMETRY", null));

        var result = await running.WaitForEndAsync();

        // Some sandboxes allow no tracing at all.
        Assert.SkipWhen(result.Errors.Any(line => line.Contains("ptrace", StringComparison.Ordinal)), "tracing is not allowed here");
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        Assert.Contains(result.Errors, line => line.Contains("frames analysed", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(home));
        var sockets = File.ReadLines(trace).Where(line => line.Contains("AF_INET", StringComparison.Ordinal)).ToList();
        Assert.True(sockets.Count == 0, string.Join('\n', sockets));
    }
}
