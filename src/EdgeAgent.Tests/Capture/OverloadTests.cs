using System.Collections.Concurrent;
using System.Diagnostics;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Capture.Health;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture;

/// <summary>A device that takes longer for a picture than the camera, or seems to, against a real RTSP server.</summary>
public sealed class OverloadTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_overloaded_device_records_all_and_analyses_only_what_is_new()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        var clock = new SystemMediaClock(TimeProvider.System);
        var source = new VideoSource(new CaptureOptions { Url = camera.Url }, clock, NullLogger<VideoSource>.Instance);
        var sink = new SlowSink(clock, TimeSpan.FromMilliseconds(100));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = source.RunAsync(sink, cancel.Token);

        // Through the flood at least twice: late, up to date again, late again.
        await Eventually.IsAsync(() => running.IsCompleted || source.Statistics.LateByDevice >= 2, Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var statistics = source.Statistics;
        Assert.Equal(0, statistics.LateByCamera);
        Assert.Equal((TimeSpan.Zero, false), (statistics.Behind, statistics.IsOverloaded));
        Assert.True(statistics.Skipped > 0);
        Assert.Equal(statistics.Packets, sink.Packets);
        Assert.True(sink.Packets > statistics.Pictures);
        Assert.NotEmpty(sink.Ages);

        // What is read while it is not yet known to be late, and what the picture itself takes.
        Assert.All(sink.Ages, age => Assert.InRange(age.TotalSeconds, -0.1, 1.5));
    }

    /// <summary>It adds the same for every picture, and sends half as many.</summary>
    [Fact]
    public async Task A_camera_whose_stamps_run_at_half_the_pace_is_analysed_in_time_again()
    {
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain, "--stamp-rate", "0.5");
        var clock = new SystemMediaClock(TimeProvider.System);
        var source = new VideoSource(new CaptureOptions { Url = camera.Url }, clock, NullLogger<VideoSource>.Instance);
        var sink = new SlowSink(clock, TimeSpan.Zero);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = source.RunAsync(sink, cancel.Token);
        await Eventually.IsAsync(() => running.IsCompleted || source.Statistics.LateByCamera > 0, Token);
        await Eventually.IsAsync(() => running.IsCompleted || source.Statistics.Behind <= LagMeter.CaughtUp, Token);
        var before = sink.Ages.Count;
        await Eventually.IsAsync(() => running.IsCompleted || sink.Ages.Count > before + 100, Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.All(sink.Ages.Skip(before), age => Assert.InRange(age.TotalSeconds, -0.1, 1));
    }

    private sealed class SlowSink(IMediaClock clock, TimeSpan work) : ICaptureSink
    {
        public ConcurrentQueue<TimeSpan> Ages { get; } = [];

        public long Packets { get; private set; }

        public void Connected(VideoStream stream)
        {
        }

        public void PacketRead(Packet packet, MediaTime time) => Packets++;

        public bool WantsFrame(MediaTime time)
        {
            for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < work;)
            {
                Thread.SpinWait(100);
            }

            return true;
        }

        public void FrameDecoded(Frame frame)
        {
            using (frame)
            {
                Ages.Enqueue(clock.Now - frame.Time);
            }
        }
    }
}
