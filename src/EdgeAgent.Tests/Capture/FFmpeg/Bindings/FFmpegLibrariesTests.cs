namespace EdgeAgent.Capture.FFmpeg.Bindings;

public sealed class FFmpegLibrariesTests
{
    [Fact]
    public void The_newest_release_that_is_there_as_a_whole_is_taken()
    {
        var system = new FakeLoader("avutil.59 swresample.5 avcodec.61 avutil.57 swresample.4 avcodec.59 avformat.59 avutil.56 avcodec.58 avformat.58");
        Assert.Equal(59, FFmpegLibraries.Load(system).Release.AvFormat);
        Assert.Equal(61, FFmpegLibraries.Load(new FakeLoader("avutil.57 avcodec.59 avformat.59 avutil.59 avcodec.61 avformat.61")).Release.AvFormat);
    }

    [Fact]
    public void Libraries_are_loaded_before_those_that_need_them()
    {
        var system = new FakeLoader("avutil.59 swresample.5 avcodec.61 avformat.61");
        var loaded = FFmpegLibraries.Load(system);
        Assert.Equal(["libavutil.so.59", "libswresample.so.5", "libavcodec.so.61", "libavformat.so.61"], system.Asked);
        Assert.Equal((4, 3, 1), ((int)loaded.AvFormat, (int)loaded.AvCodec, (int)loaded.AvUtil));
    }

    [Fact]
    public void A_release_that_is_not_known_is_named_together_with_those_that_are()
    {
        var fault = Assert.Throws<FFmpegException>(() => FFmpegLibraries.Load(new FakeLoader("avutil.60 avcodec.62 avformat.62")));
        Assert.Equal("ffmpeg/unsupported", fault.Problem.Code);
        Assert.Contains("libavformat.so.62", fault.Message, StringComparison.Ordinal);
        Assert.All((int[])[58, 59, 60, 61], major => Assert.Contains($"libavformat.so.{major}", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_under_the_name_of_another_release_is_refused()
    {
        var system = new FakeLoader("avutil.59 avcodec.61 avformat.61") { Versions = { ["libavcodec.so.61"] = (58 << 16) | (134 << 8) | 100 } };
        var fault = Assert.Throws<FFmpegException>(() => FFmpegLibraries.Load(system));
        Assert.Equal("ffmpeg/unsupported", fault.Problem.Code);
        Assert.Contains("libavcodec.so.61 that is 58.134.100", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_with_a_wrong_library_does_not_hide_a_right_one()
    {
        var system = new FakeLoader("avutil.59 avcodec.61 avformat.61 avutil.57 avcodec.59 avformat.59") { Versions = { ["libavutil.so.59"] = 0 } };
        Assert.Equal(59, FFmpegLibraries.Load(system).Release.AvFormat);
    }

    [Fact]
    public void Missing_libraries_come_with_the_package_to_install()
    {
        var fault = Assert.Throws<FFmpegException>(() => FFmpegLibraries.Load(new FakeLoader("")));
        Assert.Equal("ffmpeg/missing", fault.Problem.Code);
        Assert.Contains("apt-get install", fault.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_without_them_is_named_together_with_the_setting()
    {
        var fault = Assert.Throws<FFmpegException>(() => FFmpegLibraries.Load(new FakeLoader(""), "/opt/ffmpeg"));
        Assert.Equal("ffmpeg/missing", fault.Problem.Code);
        Assert.Contains("/opt/ffmpeg", fault.Message, StringComparison.Ordinal);
        Assert.Contains("EDGEAGENT_FFMPEG_DIRECTORY", fault.Problem.Remedy, StringComparison.Ordinal);
    }

    /// <summary>A system with these libraries; a handle is the place of the question, a version the one of the file's name.</summary>
    private sealed class FakeLoader(string libraries) : INativeLoader
    {
        private readonly string[] _there = [.. libraries.Split(' ').Select(name => $"lib{name.Replace(".", ".so.", StringComparison.Ordinal)}")];

        public List<string> Asked { get; } = [];

        public Dictionary<string, uint> Versions { get; } = [];

        public nint TryLoad(string fileName)
        {
            Asked.Add(fileName);
            return _there.Contains(fileName) ? Asked.Count : 0;
        }

        public uint VersionOf(nint library, string function)
        {
            var file = Asked[(int)library - 1];
            Assert.StartsWith($"lib{function[..^"_version".Length]}.so", file, StringComparison.Ordinal);
            return Versions.TryGetValue(file, out var version) ? version : uint.Parse(file.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture) << 16;
        }
    }
}
