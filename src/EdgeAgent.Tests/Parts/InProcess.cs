using EdgeAgent.Cli;

namespace EdgeAgent.Parts;

/// <summary>The command line without a process of its own, for tests that ask it many things.</summary>
internal static class InProcess
{
    public static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error, TestContext.Current.CancellationToken);
        return new ProgramResult(code, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
