using EdgeAgent.Diagnostics;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

public sealed class DecodedPicturesTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pictures_are_the_ones_that_FFmpeg_itself_decodes(int threads) => await CompareWithFFmpeg(videos.WithBFrames, threads);

    [Theory]
    [InlineData("mpeg2.ts", "-f lavfi -i testsrc2=s=322x242:r=25:d=1 -c:v libx264 -pix_fmt yuv420p -f mpegts")]
    [InlineData("full-range.mp4", "-f lavfi -i testsrc2=s=320x240:r=25:d=1 -c:v libx264 -pix_fmt yuvj420p")]
    [InlineData("nv12.mkv", "-f lavfi -i testsrc2=s=322x241:r=25:d=1 -c:v rawvideo -pix_fmt nv12 -allow_raw_vfw 1")]
    [InlineData("422.mkv", "-f lavfi -i testsrc2=s=322x241:r=5:d=1 -c:v ffv1 -pix_fmt yuv422p")]
    [InlineData("odd.mkv", "-f lavfi -i testsrc2=s=321x241:r=25:d=1 -c:v ffv1 -pix_fmt yuv420p")]
    public async Task Other_containers_codecs_and_sizes_decode_the_same(string name, string arguments) =>
        await CompareWithFFmpeg(videos.Make(name, arguments), threads: 1, PixelFormat(arguments));

    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    public async Task A_raw_stream_without_any_time_stamps_decodes_the_same(string codec) => await CompareWithFFmpeg(
        videos.Make($"raw.{codec}", $"-i {(codec == "hevc" ? videos.HevcWithOpenGroups : videos.WithBFrames)} -c copy -f {codec}"), threads: 1);

    [Theory]
    [InlineData("mp4", "bframes=3:open-gop=1:keyint=27", 2)]
    [InlineData("mkv", "bframes=0:slices=4", 1)]
    [InlineData("ts", "bframes=4:open-gop=1:keyint=50:b-pyramid=1:repeat-headers=1", 2)]
    [InlineData("mov", "keyint=10:open-gop=0:bframes=3:no-wpp=1", 1)]
    public async Task H_265_in_all_its_orders_of_pictures_decodes_the_same(string container, string parameters, int threads)
    {
        // An odd size, so that what is coded is larger than what is shown (the conformance window).
        var path = videos.Make(
            $"hevc.{container}",
            $"-f lavfi -i testsrc2=s=322x246:r=25:d=4 -c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:{parameters}");
        await CompareWithFFmpeg(path, threads);
    }

    [Theory]
    [InlineData("town-centre.mp4", 1)]
    [InlineData("abandoned-bag.mp4", 1)]
    [InlineData("abandoned-bag.mp4", 2)]
    [InlineData("night-infrared.mp4", 1)]
    [InlineData("night-infrared.mp4", 2)]
    [InlineData("one-by-one-person-detection.mp4", 2)]
    public async Task Real_recordings_decode_the_same(string name, int threads) => await CompareWithFFmpeg(Recordings.Video(name), threads);

    [Theory]
    [InlineData("h264", 1)]
    [InlineData("h264", 2)]
    [InlineData("hevc", 2)]
    public async Task The_composed_scene_decodes_the_same(string codec, int threads)
    {
        var scene = Path.Combine(Checkout.Scene, "park.mp4");
        await CompareWithFFmpeg(codec == "h264" ? scene : videos.AsHevc(scene), threads);
    }

    [Fact]
    public async Task A_pixel_format_that_is_not_supported_is_named()
    {
        var path = videos.Make("444.mp4", "-f lavfi -i testsrc2=s=64x48:r=5:d=1 -c:v libx264 -pix_fmt yuv444p");
        var fault = await Assert.ThrowsAsync<FFmpeg.FFmpegException>(() => Snapshot.TakeAsync(new CaptureOptions { Url = path }, Token));
        Assert.Equal("video/unsupported-format", fault.Problem.Code);
        Assert.Contains("yuv444p", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_are_said_as_the_stream_says_them()
    {
        var path = videos.Make(
            "bt709.mp4",
            "-f lavfi -i testsrc2=s=64x48:r=5:d=1 -c:v libx264 -pix_fmt yuv420p -colorspace bt709 -color_range pc");
        using var frame = await Snapshot.TakeAsync(new CaptureOptions { Url = path }, Token);
        Assert.Equal(new YuvColor(YuvMatrix.Bt709, FullRange: true), frame.Color);
        using var unmarked = await Snapshot.TakeAsync(new CaptureOptions { Url = videos.Plain }, Token);
        Assert.Equal(new YuvColor(YuvMatrix.Bt601, FullRange: false), unmarked.Color);
    }

    // NV12 is separated into planes.
    private static string PixelFormat(string arguments) =>
        arguments.Split(' ').SkipWhile(argument => argument != "-pix_fmt").ElementAt(1).Replace("nv12", "yuv420p", StringComparison.Ordinal);

    private static async Task CompareWithFFmpeg(string path, int threads, string pixelFormat = "yuv420p")
    {
        var sink = new CollectingSink();
        var source = new VideoSource(
            new CaptureOptions { Url = path, DecoderThreads = threads },
            new FileMediaClock(default),
            NullLogger<VideoSource>.Instance);
        await source.RunAsync(sink, Token);

        var expected = Tool.Run(
                "ffmpeg",
                "-nostdin", "-v", "quiet", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framehash", "-hash", "md5",
                "-pix_fmt", pixelFormat, "-")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(',')[^1].Trim())
            .ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, sink.Frames.Select(frame => frame.Hash));
        Assert.Equal(0, sink.Frames[0].Time.Nanoseconds);
        Assert.All(sink.Frames.Zip(sink.Frames.Skip(1)), pair => Assert.True(pair.Second.Time > pair.First.Time));
    }
}
