using System.Runtime.InteropServices;

namespace EdgeAgent.Parts;

/// <summary>The FFmpeg of another distribution, which set-up has unpacked with all that it loads, down to its C library.</summary>
internal static class OtherFFmpeg
{
    /// <summary>Debian 11, JetPack 6 and Ubuntu 22.04, Debian 12, Ubuntu 24.04, Debian 13.</summary>
    public static TheoryData<string> Releases { get; } = ["4.3", "4.4", "5.1", "6.1", "7.1"];

    public static string HeadersOf(string release) => Path.Combine(DirectoryOf(release), "include");

    public static string LibrariesOf(string release) => Path.Combine(DirectoryOf(release), "lib");

    /// <summary>This process was started with another release than the system's.</summary>
    public static bool IsInUse => Environment.GetEnvironmentVariable("EDGEAGENT_FFMPEG_DIRECTORY") is { Length: > 0 };

    /// <summary>The release of a directory of its libraries.</summary>
    public static string ReleaseOf(string libraries) => Path.GetFileName(Path.GetDirectoryName(libraries)!).Split('-')[^1];

    /// <summary>
    /// Runs tests of this assembly in a process of their own with these libraries, C library and all: FFmpeg of a newer distribution
    /// needs a newer one than this system has.
    /// </summary>
    public static (int ExitCode, string Output) RunTests(string release, params string[] arguments)
    {
        var libraries = LibrariesOf(release);
        using var directory = new TemporaryDirectory();

        // dotnet looks for its parts beside the program that runs, and that is the loader.
        var loader = directory["dotnet"];
        File.Copy(Path.Combine(libraries, "loader"), loader);
        File.SetUnixFileMode(loader, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var root = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.Parent!;
        foreach (var part in (string[])["host", "shared"])
        {
            File.CreateSymbolicLink(directory[part], Path.Combine(root.FullName, part));
        }

        var tests = Path.Combine(AppContext.BaseDirectory, "EdgeAgent.Tests.dll");
        var (exitCode, output, errors) = Tool.TryRun(
            "env",
            [
                $"EDGEAGENT_FFMPEG_DIRECTORY={libraries}", "DOTNET_ROOT=", "timeout", "600",
                loader, "--library-path", libraries, Path.Combine(root.FullName, "dotnet"), tests, "-noColor", .. arguments,
            ]);
        return (exitCode, output + errors);
    }

    private static string DirectoryOf(string release)
    {
        var directory = Path.Combine(Checkout.Root, ".artifacts", $"ffmpeg-{release}");
        Assert.SkipUnless(Directory.Exists(directory), $"FFmpeg {release} is the installed one, or could not be fetched by scripts/setup.sh");
        return directory;
    }
}
