using System.Text.Json;
using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Recording.Segments;

public sealed class SegmentTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain", 250.0)]
    [InlineData("b-frames", 250.0)]
    [InlineData("hevc", 1e6)]
    [InlineData("mjpeg", 3600.0)]
    [InlineData("matroska", 0.0)]
    public async Task A_segment_plays_everywhere_and_gives_back_every_packet_with_its_exact_media_time(string kind, double at)
    {
        using var run = new RecordingRun(videos.NewDirectory());
        await run.FeedAsync(Video(kind), at);
        var segment = Assert.Single(run.Store.Index.All());
        Assert.True(segment.IsSealed);
        Assert.Equal(run.Packets[0].Time, segment.Start);
        Assert.Equal(at + 4, segment.End.TotalSeconds, 3);
        Assert.Equal(new FileInfo(segment.Path).Length, segment.SizeBytes);

        await PlaysAsync(segment.Path, run.Frames.Select(frame => frame.Hash));

        using var reader = SegmentReader.Open(segment.Path);
        var packets = Read(reader, default);
        Assert.Equal(run.Packets.Count, packets.Count);
        Assert.All(packets.Zip(run.Packets), pair =>
        {
            Assert.InRange(Math.Abs(pair.First.Time.Nanoseconds - pair.Second.Time.Nanoseconds), 0, 500);
            Assert.Equal(pair.Second.IsKeyframe, pair.First.IsKeyframe);
        });
        Assert.Equal((segment.Codec, segment.Width, segment.Height), (reader.Stream.Codec, reader.Stream.Width, reader.Stream.Height));
        Assert.Equal((segment.Camera.Value, segment.BootId, segment.Connection), (reader.Description.Camera, reader.Description.BootId, reader.Description.Connection));
    }

    [Fact]
    public async Task Reading_begins_with_the_keyframe_at_or_before_a_time()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        await run.FeedAsync(videos.WithBFrames, 100);
        using var reader = SegmentReader.Open(run.Store.Index.All()[0].Path);
        Assert.Equal([100.0, 101, 101, 102, 103, 103, 100], new[] { 100.5, 101, 101.99, 102.3, 103, 200, 5 }
            .Select(from => Math.Round(Read(reader, MediaTime.FromSeconds(from))[0].Time.TotalSeconds, 6)));
        Assert.All(Read(reader, MediaTime.FromSeconds(102.3))[..1], packet => Assert.True(packet.IsKeyframe));
    }

    [Fact]
    public async Task A_segment_that_is_being_written_can_be_read_up_to_its_last_fragment()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        await run.FeedAsync(videos.Plain, end: false);
        await Eventually.IsAsync(() => run.Store.Index.Open() is [{ SizeBytes: > 0 } open] && open.End.TotalSeconds > 2.5, Token);
        var open = run.Store.Index.Find(RecordingRun.Camera, run.Clock.BootId, MediaTime.FromSeconds(1), MediaTime.FromSeconds(2));
        using var reader = SegmentReader.Open(Assert.Single(open).Path);
        var before = Read(reader, MediaTime.FromSeconds(1.5));
        Assert.Equal(1, before[0].Time.TotalSeconds, 6);
        Assert.True(before[^1].Time.TotalSeconds > 2.4);

        await run.StopAsync();
        Assert.Equal(75, Read(reader, MediaTime.FromSeconds(1.5)).Count);
        Assert.Equal(4, Assert.Single(run.Store.Index.All()).End.TotalSeconds, 3);
    }

    [Fact]
    public async Task Segments_begin_on_keyframes_and_follow_each_other_without_a_hole()
    {
        var video = videos.Make("long.mp4", "-f lavfi -i testsrc2=s=160x120:r=25:d=23 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 2 -g 50");
        using var run = new RecordingRun(videos.NewDirectory(), new RecordingOptions { SegmentSeconds = 5 });
        await run.FeedAsync(video, 1000);
        var segments = run.Store.Index.All();
        Assert.Equal([1000.0, 1006, 1012, 1018], segments.Select(segment => Math.Round(segment.Start.TotalSeconds, 3)));
        Assert.Single(segments.Select(segment => segment.Connection).Distinct());
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.InRange(Math.Abs((pair.Second.Start - pair.First.End).TotalSeconds), 0, 0.1));
        Assert.Equal(run.Packets.Count, segments.Sum(segment =>
        {
            using var reader = SegmentReader.Open(segment.Path);
            return Read(reader, default).Count;
        }));
        foreach (var segment in segments)
        {
            await PlaysAsync(segment.Path, run.Frames.Where(frame => frame.Time >= segment.Start && frame.Time < segment.End).Select(frame => frame.Hash));
        }
    }

    [Fact]
    public async Task Damage_in_the_middle_costs_one_fragment_only()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        await run.FeedAsync(videos.Plain);
        var path = run.Store.Index.All()[0].Path;
        var bytes = File.ReadAllBytes(path);
        var mdat = bytes.AsSpan().IndexOf("mdat"u8);
        mdat += 4 + bytes.AsSpan(mdat + 4).IndexOf("mdat"u8);
        bytes[mdat + 100] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var reader = SegmentReader.Open(path);
        var packets = Read(reader, default);
        Assert.Equal(1, reader.DamagedPieces);
        Assert.InRange(packets.Count, 70, 80);
    }

    /// <summary>FFmpeg reads and decodes it without a word, and our own source sees the expected pictures.</summary>
    internal static async Task PlaysAsync(string path, IEnumerable<string> expected)
    {
        var decoded = Tool.TryRun("ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-v", "warning", "-i", path, "-f", "null", "-");
        Assert.Equal((0, ""), (decoded.ExitCode, decoded.Errors));
        var probed = Tool.TryRun("ffprobe", "-v", "warning", "-of", "json", "-show_entries", "packet=pts,dts", path);
        Assert.Equal((0, ""), (probed.ExitCode, probed.Errors));
        using var json = JsonDocument.Parse(probed.Output);
        var stamps = json.RootElement.GetProperty("packets").EnumerateArray().Select(packet => packet.GetProperty("dts").GetInt64()).ToList();
        Assert.Equal(0, stamps[0]);
        Assert.All(stamps.Zip(stamps.Skip(1)), pair => Assert.True(pair.Second > pair.First));

        var shown = new CollectingSink();
        await new VideoSource(new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance).RunAsync(shown, Token);
        Assert.Equal(expected, shown.Frames.Select(frame => frame.Hash));
    }

    internal static List<(MediaTime Time, bool IsKeyframe)> Read(SegmentReader reader, MediaTime from)
    {
        var read = new List<(MediaTime, bool)>();
        foreach (var packet in reader.Read(from))
        {
            using (packet)
            {
                read.Add((packet.Time, packet.Packet.IsKeyframe));
            }
        }

        return read;
    }

    private string Video(string kind) => kind switch
    {
        "plain" => videos.Plain,
        "b-frames" => videos.WithBFrames,
        "hevc" => videos.Hevc,
        "mjpeg" => videos.Make("mjpeg.mkv", "-f lavfi -i testsrc2=s=320x240:r=25:d=4 -c:v mjpeg -pix_fmt yuvj420p"),
        _ => videos.Make("b.mkv", $"-i {videos.WithBFrames} -c copy"),
    };
}
