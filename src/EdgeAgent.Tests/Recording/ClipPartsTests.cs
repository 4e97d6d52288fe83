using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Recording;

/// <summary>A clip over a reconnection, a change of format or a pause: several files, each of which plays, and what is missing between them.</summary>
public sealed class ClipPartsTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Larger => videos.Make(
        "larger.mp4", "-f lavfi -i testsrc2=s=480x360:r=25:d=4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 3 -g 25 -x264-params b-adapt=0");

    [Fact]
    public async Task A_clip_over_a_reconnection_has_a_file_for_each_connection_and_says_what_is_missing()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames);
        await recorded.ReadAsync(videos.Plain, at: 6);
        var clip = await RecordAsync(recorded, 2.5, 7.9);

        Assert.False(clip.IsComplete);
        Assert.Equal(2, clip.Parts.Length);
        Assert.Equal((2.0, 6.0), (Start(clip, 0), Start(clip, 1)));
        Assert.Equal(2, clip.Parts[0].Duration.TotalSeconds, 3);
        AssertGaps(recorded, clip, (4, 6, ClipGapReason.Reconnect));
        Assert.Equal(clip.ActualStart, clip.Parts[0].Start);
        Assert.Equal(clip.ActualEnd, clip.Parts[1].Start + clip.Parts[1].Duration);
        await AssertAllShowAsync(clip, recorded);
    }

    [Fact]
    public async Task A_moment_is_as_far_into_the_file_as_after_its_start_though_the_first_pictures_of_a_connection_seemed_late()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames, at: 10, late: 0.6);
        var clip = await RecordAsync(recorded, 9, 14);

        Assert.Equal(10, Start(clip, 0), 2);
        Assert.Equal(4, clip.Parts[0].Duration.TotalSeconds, 2);
        AssertGaps(recorded, clip, (9, 10, ClipGapReason.NotRecorded));
        await AssertAllShowAsync(clip, recorded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_of_the_picture_size_begins_a_file_and_within_a_connection_nothing_is_missing(bool reconnects)
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames, end: reconnects);
        await recorded.ReadAsync(Larger, at: reconnects ? 5 : 4);
        var clip = await RecordAsync(recorded, 3.2, 6.1);

        Assert.Equal(!reconnects, clip.IsComplete);
        Assert.Equal([320, 480], clip.Parts.Select(part => part.Width));
        AssertGaps(recorded, clip, (4, reconnects ? 5 : 4, ClipGapReason.FormatChanged));
        await AssertAllShowAsync(clip, recorded);
    }

    [Fact]
    public async Task A_change_of_the_codec_begins_a_file()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Hevc);
        await recorded.ReadAsync(videos.WithBFrames, at: 4.5);
        var clip = await RecordAsync(recorded, 1.5, 6);

        Assert.Equal(["hevc", "h264"], clip.Parts.Select(part => part.Codec));
        AssertGaps(recorded, clip, (4, 4.5, ClipGapReason.FormatChanged));
        await AssertAllShowAsync(clip, recorded);
    }

    [Fact]
    public async Task A_pause_before_a_keyframe_begins_a_file()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames, pauseBefore: (2, 3));
        var clip = await RecordAsync(recorded, 0.5, 6.5);

        Assert.False(clip.IsComplete);
        Assert.Equal((0.0, 5.0), (Start(clip, 0), Start(clip, 1)));
        AssertGaps(recorded, clip, (2, 5, ClipGapReason.Gap));
        await AssertAllShowAsync(clip, recorded);
    }

    [Fact]
    public async Task Pictures_that_lean_on_those_before_a_pause_stay_in_their_file()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain, pauseBefore: (1.48, 3));
        var clip = await RecordAsync(recorded, 0.5, 5.5);

        Assert.False(clip.IsComplete);
        AssertGaps(recorded, clip, (1.48, 4.48, ClipGapReason.Gap));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task A_clip_whose_camera_goes_away_waits_until_it_is_back()
    {
        using var recorded = new RecordedFile();
        Task<RecordedClip>? recording = null;
        await recorded.ReadAsync(videos.WithBFrames, onPacket: time =>
        {
            recorded.Time.Advance(MediaTime.FromSeconds(time) - recorded.Clock.Now is { Ticks: > 0 } ahead ? ahead : TimeSpan.Zero);
            recording ??= recorded.Recorder.RecordAsync(Request(1, 12), Token);
        });

        recorded.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(recording!.IsCompleted);
        await recorded.ReadAsync(videos.Plain, at: 9);
        var clip = await recording;

        Assert.Equal((0.0, 9.0), (Start(clip, 0), Start(clip, 1)));
        Assert.Equal(12, clip.ActualEnd.TotalSeconds, 2);
        AssertGaps(recorded, clip, (4, 9, ClipGapReason.Reconnect));
        await AssertAllShowAsync(clip, recorded);
    }

    [Fact]
    public async Task A_clip_whose_camera_stays_away_is_ready_at_its_end()
    {
        using var recorded = new RecordedFile(new ClipOptions { StallSeconds = 100 });
        await recorded.ReadAsync(videos.Plain);
        recorded.Time.Advance(TimeSpan.FromSeconds(5));
        var recording = recorded.Recorder.RecordAsync(Request(3, 12), Token);

        // Beyond its end as well: a timer that is set between two steps runs out later.
        while (!recording.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            recorded.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var clip = await recording;
        AssertGaps(recorded, clip, (4, 12, ClipGapReason.NotRecorded));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task A_camera_that_comes_back_after_the_end_is_said_to_have_been_away()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain);
        await recorded.ReadAsync(videos.Plain, at: 9);
        var clip = await RecordAsync(recorded, 3, 6);

        AssertGaps(recorded, clip, (4, 6, ClipGapReason.Reconnect));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task What_is_missing_at_the_beginning_is_said()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames);
        await recorded.ReadAsync(videos.Plain, at: 9);
        var clip = await RecordAsync(recorded, 6, 10);

        AssertGaps(recorded, clip, (6, 9, ClipGapReason.NotRecorded));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task A_connection_that_was_over_before_the_asked_time_is_not_in_the_clip()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames);
        recorded.Time.Advance(TimeSpan.FromSeconds(4.5));
        var recording = recorded.Recorder.RecordAsync(Request(5, 10), Token);
        await recorded.ReadAsync(videos.Plain, at: 8);
        var clip = await recording;

        AssertGaps(recorded, clip, (5, 8, ClipGapReason.NotRecorded));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task A_file_that_would_be_too_large_goes_on_in_another_with_nothing_missing()
    {
        const long Limit = 300_000;
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.WithBFrames);
        recorded.Recorder.EndStream();
        var clip = await recorded.Recorder.RecordAsync(Request(0, 4) with { MaximumPartBytes = Limit }, Token);

        Assert.True(clip.IsComplete);
        Assert.Empty(clip.Gaps);
        Assert.True(clip.Parts.Length > 1);
        Assert.All(clip.Parts, part => Assert.InRange(part.SizeBytes, 1, Limit));
        Assert.Equal(recorded.Shown.Count, await AssertAllShowAsync(clip, recorded));
    }

    [Fact]
    public async Task A_clip_with_as_many_parts_as_a_clip_may_have_says_that_there_is_more()
    {
        using var recorded = new RecordedFile();
        foreach (var at in new[] { 0, 1.5, 3 })
        {
            await recorded.ReadAsync(videos.Make("short.mp4", $"-i {videos.Plain} -t 1 -c copy"), at: at);
        }

        var clip = await recorded.Recorder.RecordAsync(Request(0, 4) with { MaximumParts = 2 }, Token);

        AssertGaps(recorded, clip, (1, 1.5, ClipGapReason.Reconnect), (2.5, 4, ClipGapReason.PartLimit));
        Assert.Equal(50, await AssertAllShowAsync(clip, recorded));
    }

    [Fact]
    public async Task A_connection_of_one_picture_is_a_file_too()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Make("one.mp4", $"-i {videos.Plain} -frames:v 1 -c copy"));
        await recorded.ReadAsync(videos.Plain, at: 2);
        var clip = await RecordAsync(recorded, 0, 5);

        Assert.Equal(40, clip.Parts[0].Duration.TotalMilliseconds, 1);
        await AssertAllShowAsync(clip, recorded);
    }

    [Fact]
    public async Task A_part_that_cannot_be_written_leaves_none_of_the_others()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain);
        await recorded.ReadAsync(videos.Plain, at: 6);
        var request = Request(1, 8);
        Directory.CreateDirectory(request.PathOf(1, default) + ".partial");

        await Assert.ThrowsAsync<RecordingException>(() => recorded.Recorder.RecordAsync(request, Token));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(request.Path)!));
    }

    private static double Start(RecordedClip clip, int part) => Math.Round(clip.Parts[part].Start!.Value.TotalSeconds, 3);

    private static void AssertGaps(RecordedFile recorded, RecordedClip clip, params (double From, double To, ClipGapReason Reason)[] expected) =>
        Assert.Equal(
            expected,
            clip.Gaps.Select(gap => (Seconds(recorded, gap.From), Seconds(recorded, gap.To), gap.Reason)));

    private static double Seconds(RecordedFile recorded, UtcTime time) =>
        Math.Round((time.Value - recorded.Clock.ToUtc(default).Value).TotalSeconds, 2);

    /// <returns>How many pictures all files show.</returns>
    private static async Task<int> AssertAllShowAsync(RecordedClip clip, RecordedFile recorded)
    {
        var shown = 0;
        foreach (var part in clip.Parts)
        {
            Assert.Equal(recorded.Clock.ToUtc(part.Start!.Value).Value, part.StartUtc!.Value.Value, TimeSpan.FromMilliseconds(1));
            shown += await ClipAssert.ShowsAsync(part, recorded);
        }

        return shown;
    }

    private Task<RecordedClip> RecordAsync(RecordedFile recorded, double start, double end)
    {
        recorded.Recorder.EndStream();
        return recorded.Recorder.RecordAsync(Request(start, end), Token);
    }

    private ClipRequest Request(double start, double end) =>
        new(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end), Path.Combine(videos.NewDirectory(), "clip.mp4"));
}
