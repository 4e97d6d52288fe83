using System.Diagnostics;

namespace EdgeAgent.Cli;

public sealed class ProcessTests
{
    [Fact]
    public async Task The_program_answers_with_its_exit_code_and_keeps_its_streams_apart()
    {
        var (code, output, error) = await RunAsync("config", "show", "--config", "/nowhere/agent.json");

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("edgeagent: config/file-missing: /nowhere/agent.json: ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "edgeagent"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
