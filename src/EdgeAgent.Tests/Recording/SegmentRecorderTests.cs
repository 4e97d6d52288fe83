using EdgeAgent.Parts;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Recording;

public sealed class SegmentRecorderTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_connection_begins_a_segment_of_its_own()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        await run.FeedAsync(videos.Plain, 10);
        await run.FeedAsync(videos.Hevc, 20);
        await run.FeedAsync(videos.Plain, 30);
        var segments = run.Store.Index.All();
        Assert.Equal(["h264", "hevc", "h264"], segments.Select(segment => segment.Codec));
        Assert.Equal(3, segments.Select(segment => segment.Connection).Distinct().Count());
        Assert.Equal(TimeSpan.Zero, run.State.Lost);
    }

    [Fact]
    public async Task What_waits_goes_to_disk_after_a_second_also_when_the_camera_falls_silent()
    {
        var time = new FakeTimeProvider();
        using var run = new RecordingRun(videos.NewDirectory(), time: time);
        await run.FeedAsync(videos.Plain, end: false);
        while (!(run.Store.Index.Open() is [{ End.TotalSeconds: > 3.99 }]))
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }

        // Nothing of it is sealed: the camera may go on.
        Assert.Single(run.Store.Index.Open());
        await run.StopAsync();
    }

    [Fact]
    public async Task A_full_disk_is_said_so_and_nothing_is_missing_once_there_is_room()
    {
        using var disk = new TemporaryDisk(3000);
        using var run = new RecordingRun(disk.Path);
        await run.FeedAsync(videos.Plain, 10);
        disk.Fill();
        var feeding = run.FeedAsync(videos.Plain, 20);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        Assert.Equal(RecordingProblems.DiskFull, run.State.Fault?.Code);
        disk.Free();
        await feeding;
        Assert.Null(run.State.Fault);
        Assert.Equal(TimeSpan.Zero, run.State.Lost);
        Assert.Equal([14, 24], run.Store.Index.All().Select(segment => (int)Math.Round(segment.End.TotalSeconds)));
        foreach (var segment in run.Store.Index.All())
        {
            using var reader = SegmentReader.Open(segment.Path);
            Assert.Equal(100, SegmentTests.Read(reader, default).Count);
        }
    }

    [Fact]
    public async Task A_disk_that_becomes_read_only_is_said_so()
    {
        using var disk = new TemporaryDisk(3000);
        using var run = new RecordingRun(disk.Path);
        await run.FeedAsync(videos.Plain, 10);
        run.Store.Index.Dispose();
        disk.MakeReadOnly();
        await run.FeedAsync(videos.Plain, 20, end: false);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        Assert.Equal("recording/disk-read-only", run.State.Fault?.Code);
        disk.MakeWritable();
        await Eventually.IsAsync(() => run.State.Fault is null, Token);
        await run.StopAsync();
    }

    [Fact]
    public async Task Connections_that_follow_each_other_while_the_disk_refuses_are_all_recorded()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        run.Store.Space.Refuse(RecordingProblems.NothingToDelete(run.Store.Root, 1, 2));
        await run.FeedAsync(videos.Plain, 10, end: false);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        await run.FeedAsync(videos.Plain, 20, end: false);
        await run.FeedAsync(videos.Plain, 30, end: false);
        run.Store.Space.Refuse(null);
        await Eventually.IsAsync(() => run.State.Fault is null, Token);
        await run.StopAsync();
        Assert.Equal([14, 24, 34], run.Store.Index.All().Select(segment => (int)Math.Round(segment.End.TotalSeconds)));
        Assert.Equal(TimeSpan.Zero, run.State.Lost);
    }

    [Fact]
    public async Task Of_too_many_connections_that_wait_for_the_disk_the_oldest_are_counted_as_lost()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        run.Store.Space.Refuse(RecordingProblems.NothingToDelete(run.Store.Root, 1, 2));
        await run.FeedAsync(videos.Plain, 10, end: false);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        foreach (var at in (double[])[20, 30, 40, 50])
        {
            await run.FeedAsync(videos.Plain, at, end: false);
        }

        run.Store.Space.Refuse(null);
        await Eventually.IsAsync(() => run.State.Fault is null, Token);
        await run.StopAsync();
        Assert.Equal([10, 30, 40, 50], run.Store.Index.All().Select(segment => (int)Math.Round(segment.Start.TotalSeconds)));
        Assert.Equal(16, run.State.Lost.TotalSeconds, 1);
    }

    [Fact]
    public async Task A_segment_that_could_not_be_finished_at_its_turn_stays_open_for_nobody()
    {
        var options = new RecordingOptions { SegmentSeconds = 1, FragmentSeconds = 10 };
        using var run = new RecordingRun(videos.NewDirectory(), options, new RefusingDisk(path => path.EndsWith(".mp4", StringComparison.Ordinal)));
        await run.FeedAsync(videos.Plain, 10, end: false);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        await run.StopAsync();
        Assert.Empty(run.Store.Index.Open());
    }

    [Fact]
    public async Task Where_everything_must_be_kept_recording_stops_and_says_so_until_there_is_room()
    {
        using var run = new RecordingRun(videos.NewDirectory());
        run.Store.Space.Refuse(RecordingProblems.NothingToDelete(run.Store.Root, 1, 2));
        await run.FeedAsync(videos.Plain, 10, end: false);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        Assert.Equal(RecordingProblems.DiskFull, run.State.Fault?.Code);
        Assert.Empty(SegmentFile.Enumerate(run.Store.Root));
        run.Store.Space.Refuse(null);
        await Eventually.IsAsync(() => run.State.Fault is null, Token);
        await run.StopAsync();
        Assert.Equal(14, Assert.Single(run.Store.Index.All()).End.TotalSeconds, 3);
    }

    [Fact]
    public async Task A_queue_that_runs_over_costs_what_did_not_fit_and_that_is_counted()
    {
        // 20 s of some 4 MB each: more than the queue of 16 MiB and the ring of 10 s take.
        var video = videos.Make("heavy.mkv", "-f lavfi -i testsrc2=s=640x480:r=20:d=20,noise=alls=90:allf=t -c:v mjpeg -q:v 2 -pix_fmt yuvj420p");
        // Its time stands still while it is fed: it must not try again before the queue has run over and the ring has gone on.
        var time = new FakeTimeProvider();
        using var run = new RecordingRun(videos.NewDirectory(), time: time);
        run.Store.Space.Refuse(RecordingProblems.NothingToDelete(run.Store.Root, 1, 2));
        await run.FeedAsync(video, 100, end: false);
        await Eventually.IsAsync(() => run.State.Fault is not null, Token);
        run.Store.Space.Refuse(null);
        await Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return run.State.Fault is null && run.State.Lost > TimeSpan.Zero && run.Store.Index.Open() is [{ End.TotalSeconds: > 117 }];
            },
            Token);
        await run.StopAsync();
        var segments = run.Store.Index.All();
        Assert.Equal(120, segments[^1].End.TotalSeconds, 2);
        Assert.InRange(run.State.Lost.TotalSeconds + segments.Sum(segment => segment.Duration.TotalSeconds), 19, 20.01);
    }
}
