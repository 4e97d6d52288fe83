using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Recording;

/// <summary>Clips of any time range out of the recording on disk.</summary>
public sealed class RangeCutterTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static readonly RecordingOptions ShortSegments = new() { SegmentSeconds = 1.5, FragmentSeconds = 0.4 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Larger => videos.Make(
        "larger.mp4", "-f lavfi -i testsrc2=s=480x360:r=25:d=4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 3 -g 25 -x264-params b-adapt=0");

    [Theory]
    [InlineData("h264")]
    [InlineData("b-frames")]
    [InlineData("hevc")]
    public async Task Segments_that_follow_each_other_make_one_file_with_every_picture(string kind)
    {
        using var run = new RecordingRun(videos.NewDirectory(), ShortSegments);
        await run.FeedAsync(kind switch { "h264" => videos.Plain, "hevc" => videos.Hevc, _ => videos.WithBFrames }, at: 20);
        Assert.InRange(run.Store.Index.All().Count, 2, 3);
        var clip = await CutAsync(run, 20.5, 23.7);

        Assert.True(clip.IsComplete);
        var part = Assert.Single(clip.Parts);
        Assert.Equal(20, part.Start!.Value.TotalSeconds, 3);
        Assert.Equal(run.Clock.BootId, part.BootId);
        Assert.Equal(run.Clock.ToUtc(part.Start.Value).Value, part.StartUtc!.Value.Value, TimeSpan.FromMilliseconds(1));
        Assert.True(part.StartUtc.Value.Synchronised);
        await AssertShowsAsync(part, run);
    }

    [Fact]
    public async Task A_reconnection_a_change_of_format_and_a_time_before_the_recording_are_said()
    {
        using var run = new RecordingRun(videos.NewDirectory(), ShortSegments);
        await run.FeedAsync(videos.WithBFrames, at: 20);
        await run.FeedAsync(videos.WithBFrames, at: 26);
        await run.FeedAsync(Larger, at: 30.5);
        var clip = await CutAsync(run, 18, 33);

        Assert.False(clip.IsComplete);
        AssertGaps(
            run,
            clip,
            (18, 20, ClipGapReason.NotRecorded),
            (24, 26, ClipGapReason.Reconnect),
            (30, 30.5, ClipGapReason.FormatChanged));
        Assert.Equal([320, 320, 480], clip.Parts.Select(part => part.Width));
        foreach (var part in clip.Parts)
        {
            await AssertShowsAsync(part, run);
        }
    }

    [Fact]
    public async Task A_segment_whose_header_is_damaged_costs_only_its_own_pictures()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        await run.FeedAsync(videos.Plain, at: 20);
        await run.FeedAsync(videos.Plain, at: 26);
        await run.FeedAsync(videos.Plain, at: 32);
        var damaged = run.Store.Index.All()[1].Path;
        var bytes = await File.ReadAllBytesAsync(damaged, Token);
        "free"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("moov"u8)));
        await File.WriteAllBytesAsync(damaged, bytes, Token);
        var clip = await CutAsync(run, 20, 36);

        Assert.Equal([20.0, 32], clip.Parts.Select(part => Math.Round(part.Start!.Value.TotalSeconds, 3)));
        AssertGaps(run, clip, (24, 32, ClipGapReason.Reconnect));
    }

    [Fact]
    public async Task The_keyframe_before_may_lie_in_the_segment_before()
    {
        using var run = new RecordingRun(videos.NewDirectory(), ShortSegments);
        await run.FeedAsync(videos.Plain, at: 20);
        var second = run.Store.Index.All()[1];
        var clip = await CutAsync(run, second.Start.TotalSeconds - 0.02, second.Start.TotalSeconds + 0.5);

        Assert.Equal(second.Start.TotalSeconds - 1, clip.Parts[0].Start!.Value.TotalSeconds, 3);
        await AssertShowsAsync(Assert.Single(clip.Parts), run);
    }

    [Fact]
    public async Task A_segment_that_is_being_written_is_read_up_to_its_end_on_disk()
    {
        using var run = new RecordingRun(videos.NewDirectory(), new RecordingOptions { SegmentSeconds = 60, FragmentSeconds = 0.4 });
        await run.FeedAsync(videos.WithBFrames, at: 20, end: false);
        await Eventually.IsAsync(() => run.Store.Index.All() is [{ IsSealed: false } open] && open.End >= MediaTime.FromSeconds(23.2), Token);
        var clip = await CutAsync(run, 21.5, 23);

        Assert.True(clip.IsComplete);
        await AssertShowsAsync(Assert.Single(clip.Parts), run);
        await run.StopAsync();
    }

    [Fact]
    public async Task What_has_left_the_memory_comes_from_the_recording_and_nothing_is_missing()
    {
        using var run = new RecordingRun(videos.NewDirectory(), ShortSegments);
        await run.FeedAsync(videos.WithBFrames, at: 20);

        // The ring begins 2 s later than was asked for: the event was seen late.
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Make("late.mp4", $"-ss 2 -i {videos.WithBFrames} -c copy"), at: 22);
        recorded.Recorder.EndStream();
        var recorder = new ClipRecorder(
            recorded.Ring,
            new ClipOptions(),
            recorded.Clock,
            recorded.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ClipRecorder>.Instance,
            (from, to) => RecordedPackets.Of(run.Store.Index, RecordingRun.Camera, run.Clock.BootId, from, to));
        var clip = await recorder.RecordAsync(
            new ClipRequest(MediaTime.FromSeconds(20.5), MediaTime.FromSeconds(24), Path.Combine(videos.NewDirectory(), "clip.mp4")), Token);

        Assert.True(clip.IsComplete, string.Join(", ", clip.Gaps));
        Assert.Equal(["20.0", "22.0"], clip.Parts.Select(part => part.Start!.Value.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)));
        var shown = 0;
        foreach (var part in clip.Parts)
        {
            shown += await AssertShowsAsync(part, run);
        }

        Assert.Equal(100, shown);
    }

    [Fact]
    public async Task A_clock_that_was_set_later_finds_the_range_by_the_right_time()
    {
        var clock = new ShiftedClock { Start = DateTimeOffset.UnixEpoch, Synchronised = false };
        using var run = new RecordingRun(videos.NewDirectory(), ShortSegments, clock: clock);
        await run.FeedAsync(videos.Plain, at: 20);
        var unset = await CutAsync(run, 20.5, 22);
        Assert.False(unset.Parts[0].StartUtc!.Value.Synchronised);

        (clock.Start, clock.Synchronised) = (new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero), true);
        run.Store.Index.CorrectClock(clock.BootId, clock.Start - DateTimeOffset.UnixEpoch, synced: true);
        var clip = await CutAsync(run, 20.5, 22);

        Assert.True(clip.Parts[0].StartUtc!.Value.Synchronised);
        Assert.Equal(clock.Start.AddSeconds(20), clip.Parts[0].StartUtc!.Value.Value, TimeSpan.FromMilliseconds(1));
        await AssertShowsAsync(clip.Parts[0], run);
    }

    [Fact]
    public async Task A_range_that_is_not_there_says_what_is()
    {
        using var run = new RecordingRun(videos.NewDirectory(), ShortSegments);
        var nothing = await Assert.ThrowsAsync<RecordingException>(() => CutAsync(run, 0, 5));
        Assert.Contains("there is nothing at all of this camera", nothing.Problem.Message, StringComparison.Ordinal);

        await run.FeedAsync(videos.Plain, at: 20);
        var elsewhere = await Assert.ThrowsAsync<RecordingException>(() => CutAsync(run, 30, 35));
        Assert.Equal("clip/no-pictures", elsewhere.Problem.Code);
        var start = run.Clock.ToUtc(MediaTime.FromSeconds(20)).Value.ToLocalTime();
        Assert.Contains($"there is {start:yyyy-MM-dd HH:mm:sszzz} to", elsewhere.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_piece_costs_the_pictures_up_to_the_next_keyframe_and_is_said()
    {
        using var run = new RecordingRun(videos.NewDirectory(), new RecordingOptions { SegmentSeconds = 60, FragmentSeconds = 0.4 });
        await run.FeedAsync(videos.Plain, at: 20);
        var path = run.Store.Index.All().Single().Path;
        var bytes = await File.ReadAllBytesAsync(path, Token);
        bytes[bytes.Length / 2] ^= 0xff;
        await File.WriteAllBytesAsync(path, bytes, Token);
        var clip = await CutAsync(run, 20, 24);

        Assert.False(clip.IsComplete);
        Assert.Equal(ClipGapReason.Gap, Assert.Single(clip.Gaps).Reason);
        Assert.Equal(2, clip.Parts.Length);
        foreach (var part in clip.Parts)
        {
            await AssertShowsAsync(part, run);
        }
    }

    private static Task<int> AssertShowsAsync(ClipPart part, RecordingRun run) => ClipAssert.PlaysAsync(
        part, run.Frames.Where(frame => frame.Time >= part.Start!.Value - TimeSpan.FromMilliseconds(1)).Select(frame => frame.Hash));

    private static void AssertGaps(RecordingRun run, RecordedClip clip, params (double From, double To, ClipGapReason Reason)[] expected) =>
        Assert.Equal(expected, clip.Gaps.Select(gap => (Seconds(run, gap.From), Seconds(run, gap.To), gap.Reason)));

    private static double Seconds(RecordingRun run, UtcTime time) => Math.Round((time.Value - run.Clock.ToUtc(default).Value).TotalSeconds, 2);

    private Task<RecordedClip> CutAsync(RecordingRun run, double from, double to) => new RangeCutter(run.Store.Index.Find, TimeProvider.System).CutAsync(
        RecordingRun.Camera,
        new ClipRequest(
            SegmentClock.Of(run.Clock.ToUtc(MediaTime.FromSeconds(from)).Value),
            SegmentClock.Of(run.Clock.ToUtc(MediaTime.FromSeconds(to)).Value),
            Path.Combine(videos.NewDirectory(), "clip.mp4")),
        progress: null,
        Token);
}
