using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Recording;

public sealed class ClipRecorderTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("b-frames")]
    [InlineData("b-frames in MPEG-TS that begins at 26 hours")]
    [InlineData("hevc")]
    [InlineData("matroska")]
    public async Task A_clip_of_the_past_shows_what_was_asked_from_the_keyframe_before(string kind)
    {
        var path = kind switch
        {
            "plain" => videos.Plain,
            "b-frames" => videos.WithBFrames,
            "hevc" => videos.Hevc,
            "matroska" => videos.Make("b.mkv", $"-i {videos.WithBFrames} -c copy"),
            _ => videos.Make("late.ts", $"-i {videos.WithBFrames} -c copy -f mpegts -output_ts_offset 95400"),
        };
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(path);
        var clip = await recorded.Recorder.RecordAsync(Request(1.5, 2.6), Token);

        Assert.Equal(1.0, clip.ActualStart.TotalSeconds, 3);
        Assert.InRange(clip.ActualEnd.TotalSeconds, 2.6, 2.85);
        Assert.True(clip.IsComplete);
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task Pictures_that_lean_on_what_is_before_the_clip_are_left_out()
    {
        var path = videos.Make("open-gop.mp4", "-f lavfi -i testsrc2=s=320x240:r=25:d=4 -c:v libx264 -pix_fmt yuv420p -bf 3 -g 25 -x264-params open-gop=1:b-adapt=0:scenecut=0");
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(path);
        var clip = await recorded.Recorder.RecordAsync(Request(1.5, 2.6), Token);
        Assert.InRange(clip.ActualStart.TotalSeconds, 0.9, 1.5);
        Assert.True(clip.IsComplete);

        // The decoder complains that a picture to be forgotten was never there; it is none of those that are shown.
        await ClipAssert.ShowsAsync(clip, recorded, verbosity: "fatal");
    }

    [Fact]
    public async Task A_clip_follows_the_stream_to_the_end_that_was_asked_for()
    {
        using var recorded = new RecordedFile();
        Task<RecordedClip>? recording = null;
        await recorded.ReadAsync(videos.WithBFrames, onPacket: time =>
        {
            if (time >= 2 && recording is null)
            {
                recording = recorded.Recorder.RecordAsync(Request(0.5, 3.2), Token);
            }
        });
        var clip = await recording!;
        Assert.Equal(0, clip.ActualStart.TotalSeconds);
        Assert.InRange(clip.ActualEnd.TotalSeconds, 3.2, 3.45);
        Assert.True(clip.IsComplete);
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task Many_clips_at_once_share_the_packets()
    {
        using var recorded = new RecordedFile();
        List<Task<RecordedClip>> recordings = [];
        await recorded.ReadAsync(videos.WithBFrames, onPacket: time =>
        {
            if (recordings.Count < 10 && time >= recordings.Count * 0.2)
            {
                recordings.Add(recorded.Recorder.RecordAsync(Request(Math.Max(0, time - 0.5), time + 1), Token));
            }
        });
        var clips = await Task.WhenAll(recordings);
        Assert.Equal(10, clips.Length);
        foreach (var clip in clips)
        {
            Assert.True(clip.IsComplete);
            await ClipAssert.ShowsAsync(clip, recorded);
        }
    }

    [Fact]
    public async Task A_camera_that_is_given_up_gives_the_clip_that_there_is()
    {
        using var recorded = new RecordedFile();
        Task<RecordedClip>? recording = null;
        await recorded.ReadAsync(videos.Plain, onPacket: time => recording ??= recorded.Recorder.RecordAsync(Request(0, 60), Token));
        recorded.Recorder.EndStream();
        var clip = await recording!;
        Assert.False(clip.IsComplete);
        Assert.Equal(4, clip.ActualEnd.TotalSeconds, 3);
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task A_stream_that_stalls_until_the_end_gives_the_clip_that_there_is()
    {
        using var recorded = new RecordedFile(new ClipOptions { StallSeconds = 10 });
        await recorded.ReadAsync(videos.Plain, end: false);
        var recording = recorded.Recorder.RecordAsync(Request(3, 60), Token);
        while (!recording.IsCompleted)
        {
            recorded.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var clip = await recording;
        Assert.True(recorded.Clock.Now >= MediaTime.FromSeconds(70));
        Assert.False(clip.IsComplete);
        Assert.Equal(4, clip.ActualEnd.TotalSeconds, 3);
    }

    [Fact]
    public async Task What_has_come_is_in_the_clip_however_late_it_is_fetched()
    {
        using var recorded = new RecordedFile(new ClipOptions { StallSeconds = 0 });
        await recorded.ReadAsync(videos.Plain, end: false);
        recorded.Time.Advance(TimeSpan.FromSeconds(100));
        var clip = await recorded.Recorder.RecordAsync(Request(3, 60), Token);
        Assert.Equal(4, clip.ActualEnd.TotalSeconds, 3);
    }

    [Fact]
    public async Task A_time_that_is_not_there_is_said_so()
    {
        using var recorded = new RecordedFile();
        var never = recorded.Recorder.RecordAsync(Request(0, 1), Token);
        Assert.Equal("clip/no-pictures", (await Assert.ThrowsAsync<RecordingException>(() => never)).Problem.Code);

        await recorded.ReadAsync(videos.Plain);
        var request = Request(-5, -1);
        var before = recorded.Recorder.RecordAsync(request, Token);
        var problem = (await Assert.ThrowsAsync<RecordingException>(() => before)).Problem;
        Assert.Equal("clip/no-pictures", problem.Code);
        Assert.Contains("there are pictures from 0.000 s to 3.960 s", problem.Message, StringComparison.Ordinal);
        AssertNothingLeft(request);

        var after = recorded.Recorder.RecordAsync(Request(7, 8), Token);
        recorded.Time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal("clip/no-pictures", (await Assert.ThrowsAsync<RecordingException>(() => after)).Problem.Code);
    }

    [Fact]
    public async Task A_cancelled_clip_leaves_no_file()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain, end: false);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var request = Request(0, 60);
        var recording = recorded.Recorder.RecordAsync(request, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
        AssertNothingLeft(request);
    }

    [Fact]
    public async Task A_disk_that_cannot_follow_is_said_so_and_does_not_hold_up_the_camera()
    {
        using var recorded = new RecordedFile(new ClipOptions { QueueMaximumBytes = 1 });
        Task<RecordedClip>? recording = null;
        await recorded.ReadAsync(videos.Plain, onPacket: time => recording ??= recorded.Recorder.RecordAsync(Request(0, 60), Token));
        Assert.Equal(100, recorded.Source.Frames.Count);
        Assert.Equal("disk/too-slow", (await Assert.ThrowsAsync<RecordingException>(() => recording!)).Problem.Code);
    }

    [Fact]
    public async Task A_missing_directory_is_said_so()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Plain);
        var recording = recorded.Recorder.RecordAsync(new ClipRequest(default, MediaTime.FromSeconds(2), "/nowhere/clip.mp4"), Token);
        Assert.Equal("disk/not-found", (await Assert.ThrowsAsync<RecordingException>(() => recording)).Problem.Code);
    }

    [Fact]
    public async Task A_full_disk_is_said_so_and_leaves_no_partial_file()
    {
        var disk = videos.NewDirectory();
        var mounted = Tool.TryRun("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk);
        Assert.SkipUnless(mounted.ExitCode == 0, $"no small file system can be mounted here: {mounted.Errors}");
        try
        {
            using var recorded = new RecordedFile();
            await recorded.ReadAsync(videos.Plain);
            var request = new ClipRequest(default, MediaTime.FromSeconds(4), Path.Combine(disk, "clip.mp4"));
            var fault = await Assert.ThrowsAsync<RecordingException>(() => recorded.Recorder.RecordAsync(request, Token));
            Assert.Equal("disk/full", fault.Problem.Code);
            Assert.Equal(request.Path, fault.Problem.Path);
            Assert.Empty(Directory.GetFiles(disk));
        }
        finally
        {
            Tool.Run("umount", disk);
        }
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    public async Task A_clip_of_a_camera_holds_the_moment_that_was_asked_for(string codec)
    {
        await using var camera = await SimulatedCamera.StartAsync(codec == "h264" ? videos.WithBFrames : videos.Hevc);
        var clock = new SystemMediaClock(TimeProvider.System);
        var options = new ClipOptions();
        using var ring = new PacketRing(options);
        var recorder = new ClipRecorder(ring, options, clock, TimeProvider.System, NullLogger<ClipRecorder>.Instance);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        CollectingSink? sink = null;
        var begun = false;
        sink = new CollectingSink
        {
            OnPacket = (packet, time) =>
            {
                if (!begun)
                {
                    begun = true;
                    ring.Begin(sink!.Stream!);
                }

                ring.Add(packet, time);
            },
        };
        var running = new VideoSource(new CaptureOptions { Url = camera.Url }, clock, NullLogger<VideoSource>.Instance)
            .RunAsync(sink, cancel.Token);
        await await Task.WhenAny(running, sink.FramesReached(75));

        var now = clock.Now;
        var request = new ClipRequest(now - TimeSpan.FromSeconds(1.5), now + TimeSpan.FromSeconds(1.5), Path.Combine(videos.NewDirectory(), "clip.mp4"));
        var clip = await recorder.RecordAsync(request, Token);

        // The clip is ready with its last packet, which is decoded after that.
        await await Task.WhenAny(running, sink.FramesReached(sink.Frames.Count + 3));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.True(clip.IsComplete);
        Assert.True(clip.ActualStart <= request.Start && clip.ActualStart >= request.Start - TimeSpan.FromSeconds(1.1));
        Assert.True(clip.ActualEnd >= request.End && clip.ActualEnd <= request.End + TimeSpan.FromSeconds(0.3));
        Assert.Equal(codec, clip.Parts[0].Codec);
        var expected = sink.Frames.Where(frame => frame.Time >= clip.ActualStart).Select(frame => frame.Hash);
        
        // The camera's clock is laid onto ours until it has settled, the clip's own counts on.
        await ClipAssert.PlaysAsync(clip.Parts[0], expected, tolerance: 0.1);
    }

    [Fact]
    public async Task A_clip_of_a_real_recording_plays()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(Recordings.Video("town-centre.mp4"));
        var clip = await recorded.Recorder.RecordAsync(Request(2, 4), Token);
        Assert.True(clip.IsComplete);
        Assert.True(clip.ActualStart.TotalSeconds <= 2);
        Assert.Equal((1920, 1080), (clip.Parts[0].Width, clip.Parts[0].Height));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    private static void AssertNothingLeft(ClipRequest request) => Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(request.Path)!));

    private ClipRequest Request(double start, double end) =>
        new(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end), Path.Combine(videos.NewDirectory(), "clip.mp4"));
}
