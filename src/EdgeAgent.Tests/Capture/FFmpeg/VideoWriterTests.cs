using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class VideoWriterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string File => _directory["out.mp4"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_picture_is_shown_when_its_own_time_comes()
    {
        double[] times = [0, 0.04, 0.08, 0.5, 0.533367, 2, 2.2];
        Write(File, 320, 240, times);

        Assert.Equal(times, Stamps(File), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(2.4, double.Parse(Probe(File, "stream=duration"), CultureInfo.InvariantCulture), tolerance: 0.001);
    }

    [Theory]
    [InlineData(321, 181, "322,182")]
    [InlineData(64, 37, "64,38")]
    [InlineData(405, 720, "406,720")]
    public void An_odd_size_becomes_the_next_even_one(int width, int height, string size)
    {
        Write(File, width, height, 0, 0.2, 0.4);

        Assert.Equal(size, Probe(File, "stream=width,height"));
        Assert.Equal(3, Stamps(File).Length);
        Assert.Empty(Tool.Run("ffmpeg", "-v", "warning", "-i", File, "-f", "null", "-"));
    }

    [Theory]
    [InlineData(480, "smpte170m")]
    [InlineData(720, "bt709")]
    public void It_is_a_video_that_browsers_play_and_says_what_its_colors_mean(int height, string matrix)
    {
        Write(File, 640, height, 0);

        Assert.Equal($"h264,yuv420p,tv,{matrix}", Probe(File, "stream=codec_name,pix_fmt,color_range,color_space"));
        var bytes = System.IO.File.ReadAllBytes(File);
        Assert.True(bytes.AsSpan().IndexOf("moov"u8) < bytes.AsSpan().IndexOf("mdat"u8), "not faststart");
    }

    [Fact]
    public void Colors_are_those_that_were_drawn()
    {
        Write(File, 64, 64, 0, 0.1);

        var pixels = Tool.RunForBytes("ffmpeg", "-v", "error", "-i", File, "-frames:v", "1", "-pix_fmt", "bgra", "-f", "rawvideo", "-");
        Assert.All(Enumerable.Range(0, 4), i => Assert.InRange(pixels[(4 * ((32 * 64) + 32)) + i], Color[i] - 5, Color[i] + 5));
    }

    [Fact]
    public void A_video_that_is_given_up_leaves_what_was_there_before()
    {
        System.IO.File.WriteAllText(File, "before");
        using (var writer = VideoWriter.Create(File, 320, 240))
        {
            writer.Write(Pixels(320, 240), 320 * 4, default);
        }

        Assert.Equal("before", System.IO.File.ReadAllText(File));
        Assert.Single(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void A_full_disk_is_named_and_left_as_it_was()
    {
        using var disk = new TemporaryDisk(64);
        var path = Path.Combine(disk.Path, "out.mp4");
        var noise = new byte[640 * 480 * 4];
        new Random(1).NextBytes(noise);

        var fault = Assert.Throws<FFmpegException>(() =>
        {
            using var writer = VideoWriter.Create(path, 640, 480);
            for (var i = 0; i < 100; i++)
            {
                writer.Write(noise, 640 * 4, MediaTime.FromSeconds(i));
            }

            writer.Complete();
        });

        Assert.Equal("disk/full", fault.Problem.Code);
        Assert.Empty(Directory.GetFiles(disk.Path));
    }

    private static readonly byte[] Color = [40, 120, 200, 255];

    private static void Write(string path, int width, int height, params double[] seconds)
    {
        using var writer = VideoWriter.Create(path, width, height);
        foreach (var time in seconds)
        {
            writer.Write(Pixels(width, height), width * 4, MediaTime.FromSeconds(time));
        }

        writer.Complete();
    }

    private static byte[] Pixels(int width, int height) => [.. Enumerable.Repeat(Color, width * height).SelectMany(pixel => pixel)];

    private static double[] Stamps(string path) =>
        [.. Probe(path, "packet=pts_time").Split('\n').Select(line => double.Parse(line.TrimEnd(','), CultureInfo.InvariantCulture))];

    private static string Probe(string path, string entries) => Tool.FFprobe("-show_entries", entries, "-of", "csv=p=0", path).Trim();
}
