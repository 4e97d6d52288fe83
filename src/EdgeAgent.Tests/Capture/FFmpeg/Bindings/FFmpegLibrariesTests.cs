namespace EdgeAgent.Capture.FFmpeg.Bindings;

public sealed class FFmpegLibrariesTests
{
    [Fact]
    public void A_supported_release_is_taken_whole()
    {
        List<string> asked = [];
        var loaded = FFmpegLibraries.Load(name =>
        {
            asked.Add(name);
            return asked.Count;
        });
        Assert.Equal(["libavutil.so.57", "libavcodec.so.59", "libavformat.so.59"], asked);
        Assert.Equal((3, 2, 1), ((int)loaded.AvFormat, (int)loaded.AvCodec, (int)loaded.AvUtil));
    }

    [Fact]
    public void A_release_that_is_not_known_is_named_together_with_those_that_are()
    {
        var fault = Assert.Throws<FFmpegException>(() => FFmpegLibraries.Load(name => name.EndsWith(".61", StringComparison.Ordinal) ? 1 : 0));
        Assert.Equal("ffmpeg/unsupported", fault.Problem.Code);
        Assert.Contains("libavformat.so.61", fault.Message, StringComparison.Ordinal);
        Assert.Contains("libavformat.so.59", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_libraries_come_with_the_package_to_install()
    {
        var fault = Assert.Throws<FFmpegException>(() => FFmpegLibraries.Load(_ => 0));
        Assert.Equal("ffmpeg/missing", fault.Problem.Code);
        Assert.Contains("apt-get install", fault.Problem.Remedy, StringComparison.Ordinal);
    }
}
