using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>It measures the memory of the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(NativeMemoryTests), DisableParallelization = true)]
[Collection(nameof(NativeMemoryTests))]
public sealed class NativeMemoryTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    [Fact]
    public void Opening_and_closing_leaves_no_memory_behind()
    {
        var address = MediaAddress.Parse(videos.WithBFrames);
        AssertFlat(() =>
        {
            using var demuxer = Demuxer.Open(address, new DemuxerOptions(), TestContext.Current.CancellationToken);
            using var decoder = VideoDecoder.Open(demuxer.Stream, threads: 2);
            using var packet = new Packet();
            while (demuxer.TryRead(packet))
            {
                decoder.Send(packet);
                while (decoder.TryReceive())
                {
                }
            }
        });
    }

    [Fact]
    public async Task Failing_to_open_leaves_no_memory_behind()
    {
        await using var camera = MisbehavingCamera.Announcing(MisbehavingCamera.OnlySound);
        AssertFlat(() =>
        {
            foreach (var address in (string[])[videos.OnlySound, "nowhere.mp4", camera.Url])
            {
                Assert.Throws<FFmpegException>(
                    () => Demuxer.Open(MediaAddress.Parse(address), new DemuxerOptions(), TestContext.Current.CancellationToken));
            }
        });
    }

    [Fact]
    public void Writing_a_video_leaves_no_memory_behind()
    {
        using var directory = new TemporaryDirectory();
        var picture = new byte[320 * 240 * 4];
        AssertFlat(() =>
        {
            using var writer = VideoWriter.Create(directory["out.mp4"], 320, 240);
            for (var i = 0; i < 10; i++)
            {
                writer.Write(picture, 320 * 4, MediaTime.FromSeconds(i));
            }

            writer.Complete();
        });
    }

    [Fact]
    public void Keeping_packets_and_reading_some_of_them_leaves_no_memory_behind()
    {
        var address = MediaAddress.Parse(videos.Plain);
        using var ring = new PacketRing(TimeSpan.FromSeconds(1), long.MaxValue);
        AssertFlat(() =>
        {
            using var demuxer = Demuxer.Open(address, new DemuxerOptions(), TestContext.Current.CancellationToken);
            using var packet = new Packet();
            ring.Begin(demuxer.Stream);
            PacketSubscription? reading = null;
            for (var time = default(MediaTime); demuxer.TryRead(packet); time += TimeSpan.FromSeconds(0.04))
            {
                ring.Add(packet, time);
                reading ??= ring.Subscribe(time, long.MaxValue);
            }

            reading!.Dispose();
        });
    }

    private static void AssertFlat(Action action)
    {
        Cycle(10);
        var before = ResidentBytes();
        Cycle(50);
        Assert.InRange(ResidentBytes() - before, long.MinValue, 12L << 20);

        void Cycle(int times)
        {
            for (var i = 0; i < times; i++)
            {
                action();
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    // /proc/self/statm: pages, the second is the resident set.
    private static long ResidentBytes() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
