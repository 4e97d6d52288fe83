namespace EdgeAgent.Parts;

/// <summary>The FFmpeg of another distribution, which set-up has unpacked with all that it loads, down to its C library.</summary>
internal static class OtherFFmpeg
{
    /// <summary>Debian 11, JetPack 6 and Ubuntu 22.04, Debian 12, Ubuntu 24.04, Debian 13.</summary>
    public static TheoryData<string> Releases { get; } = ["4.3", "4.4", "5.1", "6.1", "7.1"];

    public static string HeadersOf(string release) => Path.Combine(DirectoryOf(release), "include");

    public static string LibrariesOf(string release) => Path.Combine(DirectoryOf(release), "lib");

    private static string DirectoryOf(string release)
    {
        var directory = Path.Combine(Checkout.Root, ".artifacts", $"ffmpeg-{release}");
        Assert.SkipUnless(Directory.Exists(directory), $"FFmpeg {release} is the installed one, or could not be fetched by scripts/setup.sh");
        return directory;
    }
}
