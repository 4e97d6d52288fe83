using System.Diagnostics;

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
        Assert.SkipUnless(Exists(program), $"{program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    public static bool Exists(string program) =>
        File.Exists(program)
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));
}
