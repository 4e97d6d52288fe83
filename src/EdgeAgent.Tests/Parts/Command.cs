using System.Diagnostics;

namespace EdgeAgent.Parts;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal sealed record Command(int ExitCode, byte[] Output, string Errors)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Output);

    public static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            using var output = new MemoryStream();
            var cancel = TestContext.Current.CancellationToken;
            var copy = process.StandardOutput.BaseStream.CopyToAsync(output, cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await Task.WhenAll(copy, errors, process.WaitForExitAsync(cancel));
            return new Command(process.ExitCode, output.ToArray(), await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
