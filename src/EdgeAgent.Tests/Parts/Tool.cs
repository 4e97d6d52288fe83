using System.Diagnostics;
using System.Text;

namespace EdgeAgent.Parts;

/// <summary>Runs a program of the system to its end; a test is skipped where it is not installed.</summary>
internal static class Tool
{
    public static string FFmpeg(params string[] arguments) => Run("ffmpeg", ["-nostdin", "-hide_banner", "-v", "error", "-y", .. arguments]);

    public static string FFprobe(params string[] arguments) => Run("ffprobe", ["-v", "error", .. arguments]);

    public static string Run(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = TryRun(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {exitCode}\n{errors}");
        return output;
    }

    public static (int ExitCode, string Output, string Errors) TryRun(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = TryRunForBytes(program, arguments);
        return (exitCode, Encoding.UTF8.GetString(output), errors);
    }

    /// <summary>For a program whose output is no text.</summary>
    public static byte[] RunForBytes(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = TryRunForBytes(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {exitCode}\n{errors}");
        return output;
    }

    public static bool Exists(string program) =>
        File.Exists(program)
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    private static (int ExitCode, byte[] Output, string Errors) TryRunForBytes(string program, string[] arguments)
    {
        Assert.SkipUnless(Exists(program), $"{program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var output = new MemoryStream();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult());
    }
}
