using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Index;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

/// <summary>It measures the memory of the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(ReconnectTests), DisableParallelization = true)]
[Collection(nameof(ReconnectTests))]
public sealed class ReconnectTests(MadeVideos videos, ITestOutputHelper output) : IClassFixture<MadeVideos>
{
    private const int PicturesEach = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Sixty_connections_to_a_camera_leave_nothing_behind() => ReconnectAsync(60, isSettled: false);

    /// <summary>EDGEAGENT_RECONNECTS=500 dotnet EdgeAgent.Tests.dll -explicit only -class EdgeAgent.Pipeline.ReconnectTests</summary>
    [Fact(Explicit = true)]
    public Task Many_connections_to_a_camera_leave_nothing_behind() =>
        ReconnectAsync(int.Parse(Environment.GetEnvironmentVariable("EDGEAGENT_RECONNECTS") ?? "500", CultureInfo.InvariantCulture), isSettled: true);

    /// <summary>
    /// Source, ring and recorder as in the pipeline. What the first connections leave is caches and compiled code: some hundred are needed until
    /// the memory outside of the managed heap is settled, too.
    /// </summary>
    private async Task ReconnectAsync(int connections, bool isSettled)
    {
        NativeHeap.Bound();
        await using var camera = await SimulatedCamera.StartAsync(videos.Plain);
        using var directory = new TemporaryDirectory();
        var clock = new SystemMediaClock(TimeProvider.System);
        using var ring = new PacketRing(TimeSpan.FromSeconds(10), 64L << 20);
        using var index = SegmentIndex.Open(directory.Path, TimeProvider.System, NullLogger<SegmentIndex>.Instance);
        var store = new RecordingStore(directory.Path, new RecordingOptions(), SystemDisk.Instance, index, new RecordingSpace());
        using var recorder = new SegmentRecorder(
            new CameraId("gate"), ring, store, new RecordingState(), clock, TimeProvider.System, NullLogger<SegmentRecorder>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var recording = recorder.RunAsync(stop.Token);
        var source = new VideoSource(new CaptureOptions { Url = camera.Url }, clock, NullLogger<VideoSource>.Instance);
        Usage settled = default;
        for (var i = 1; i <= connections; i++)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var pictures = 0;
            var sink = new CameraIntake(ring, recorder, null, new FrameThrottle(0));
            var running = source.RunAsync(new CountingSink(sink, () => pictures++ == PicturesEach ? enough.Cancel : null), enough.Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            ring.End();
            settled = i == connections / 3 ? Usage.Now() : settled;
        }

        var end = Usage.Now();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
        output.WriteLine($"{connections} connections: after a third {settled}, at the end {end}");
        Assert.Equal(connections, source.Statistics.Connections);
        var rest = connections - (connections / 3);

        // After a thousand other tests the heap is large, and what they left moves a little too; a ring or recorder that stayed would be 100 KB.
        Assert.InRange((end.ManagedBytes - settled.ManagedBytes) / rest, long.MinValue, isSettled ? 2048 : 16384);
        Assert.True(!isSettled || end.ResidentBytes - settled.ResidentBytes < 4L << 20);
        Assert.InRange(end.Files - settled.Files, int.MinValue, 2);
        Assert.InRange(end.Threads - settled.Threads, int.MinValue, 4);
    }

    private readonly record struct Usage(long ManagedBytes, long ResidentBytes, int Files, int Threads)
    {
        public static Usage Now()
        {
            // Twice, with what waits for finalizers in between; then what is free is given back.
            for (var i = 0; i < 2; i++)
            {
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            var resident = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            return new Usage(
                GC.GetTotalMemory(forceFullCollection: true),
                resident,
                Directory.GetFiles("/proc/self/fd").Length,
                Directory.GetDirectories("/proc/self/task").Length);
        }

        public override string ToString() => $"{ManagedBytes / 1e6:0.00} MB managed, {ResidentBytes / 1e6:0.0} MB resident, {Files} files, {Threads} threads";
    }

    /// <summary>Hands on, and is asked after each packet whether it was the last one wanted.</summary>
    private sealed class CountingSink(ICaptureSink next, Func<Action?> counted) : ICaptureSink
    {
        public void Connected(Capture.FFmpeg.VideoStream stream) => next.Connected(stream);

        public void PacketRead(Capture.FFmpeg.Packet packet, MediaTime time)
        {
            next.PacketRead(packet, time);
            counted()?.Invoke();
        }

        public bool WantsFrame(MediaTime time) => false;

        public void FrameDecoded(Imaging.Frame frame) => frame.Dispose();
    }
}
