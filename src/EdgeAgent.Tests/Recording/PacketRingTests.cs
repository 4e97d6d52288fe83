using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Recording;

public sealed class PacketRingTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private const long Plenty = 1 << 30;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_keeps_the_asked_time_and_always_begins_with_a_keyframe()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(1.5), long.MaxValue);
        Fill(ring, videos.Plain, time =>
        {
            if (time.TotalSeconds > 1.5)
            {
                Assert.InRange((time - ring.OldestTime!.Value).TotalSeconds, 1.45, 2.55);
            }
        });
        Assert.Equal(2, ring.OldestTime!.Value.TotalSeconds, 3);
        using var subscription = ring.Subscribe(default, Plenty)!;
        using var first = await subscription.ReadAsync(Token);
        Assert.True(first!.Value.Packet.IsKeyframe);
    }

    [Fact]
    public void It_never_holds_more_bytes_than_allowed()
    {
        const long Maximum = 250_000;
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), Maximum);
        Fill(ring, videos.Plain, _ => Assert.InRange(ring.SizeBytes, 0, Maximum));
        Assert.NotNull(ring.OldestTime);
    }

    [Fact]
    public void One_group_of_pictures_that_is_too_large_is_given_up_until_the_next_keyframe()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), 50_000);
        var empty = 0;
        Fill(ring, videos.Plain, _ =>
        {
            empty += ring.OldestTime is null ? 1 : 0;
            Assert.InRange(ring.SizeBytes, 0, 50_000);
        });
        Assert.InRange(empty, 1, 99);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(0.99, 0)]
    [InlineData(1, 1)]
    [InlineData(2.5, 2)]
    [InlineData(99, 3)]
    public async Task A_reader_begins_at_the_keyframe_at_or_before_its_start(double start, double keyframe)
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        Fill(ring, videos.Plain, _ => { });
        using var subscription = ring.Subscribe(MediaTime.FromSeconds(start), Plenty)!;
        using var first = await subscription.ReadAsync(Token);
        Assert.Equal(keyframe, first!.Value.Time.TotalSeconds, 3);
    }

    [Fact]
    public async Task A_new_connection_drops_the_old_packets_and_ends_their_readers()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        Fill(ring, videos.Plain, _ => { });
        using var subscription = ring.Subscribe(default, Plenty)!;
        using var demuxer = Demuxer.Open(MediaAddress.Parse(videos.Plain), new DemuxerOptions(), Token);
        ring.Begin(demuxer.Stream);
        Assert.Null(ring.OldestTime);
        Assert.Equal(0, ring.SizeBytes);
        var count = 0;
        while (await subscription.ReadAsync(Token) is { } packet)
        {
            packet.Dispose();
            count++;
        }

        Assert.Equal(100, count);
    }

    [Fact]
    public async Task Past_and_live_packets_follow_each_other_without_a_gap()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        PacketSubscription? subscription = null;
        Fill(ring, videos.Plain, time => subscription ??= time.TotalSeconds >= 1.5 ? ring.Subscribe(default, Plenty) : null);
        ring.End();
        using var reading = subscription!;
        List<MediaTime> times = [];
        while (await reading.ReadAsync(Token) is { } packet)
        {
            times.Add(packet.Time);
            packet.Dispose();
        }

        Assert.Equal(100, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(40, (pair.Second - pair.First).TotalMilliseconds, 1));
    }

    [Fact]
    public async Task What_has_left_the_ring_stays_whole_with_its_reader()
    {
        using var ring = new PacketRing(TimeSpan.Zero, long.MaxValue);
        PacketSubscription? subscription = null;
        Fill(ring, videos.Plain, _ => subscription ??= ring.Subscribe(default, Plenty));
        ring.Dispose();
        using var reading = subscription!;
        using var demuxer = Demuxer.Open(MediaAddress.Parse(videos.Plain), new DemuxerOptions(), Token);
        using var expected = new Packet();
        while (demuxer.TryRead(expected))
        {
            using var packet = await reading.ReadAsync(Token);
            Assert.Equal(expected.Data, packet!.Value.Packet.Data);
        }

        Assert.Null(await reading.ReadAsync(Token));
    }

    [Fact]
    public void Once_it_is_full_a_stream_that_nobody_reads_allocates_nothing()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(2), long.MaxValue);
        using var demuxer = Demuxer.Open(MediaAddress.Parse(videos.Plain), new DemuxerOptions(), Token);
        using var keyframe = new Packet();
        Assert.True(demuxer.TryRead(keyframe));
        using var between = new Packet();
        Assert.True(demuxer.TryRead(between));
        ring.Begin(demuxer.Stream);
        Add(0, 200);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Add(200, 1200);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Add(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                ring.Add(i % 25 == 0 ? keyframe : between, MediaTime.FromSeconds(i * 0.04));
            }
        }
    }

    private static void Fill(PacketRing ring, string path, Action<MediaTime> afterPacket)
    {
        using var demuxer = Demuxer.Open(MediaAddress.Parse(path), new DemuxerOptions(), Token);
        using var packet = new Packet();
        var timeline = new FileTimeline(demuxer.Stream);
        ring.Begin(demuxer.Stream);
        while (demuxer.TryRead(packet))
        {
            var time = timeline.Stamp(packet);
            ring.Add(packet, time);
            afterPacket(time);
        }
    }
}
