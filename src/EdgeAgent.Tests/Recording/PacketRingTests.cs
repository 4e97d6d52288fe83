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
    public void It_keeps_the_asked_time_and_always_begins_with_a_keyframe()
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
        using var first = subscription.TryRead();
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
    public void A_reader_begins_at_the_keyframe_at_or_before_its_start(double start, double keyframe)
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        Fill(ring, videos.Plain, _ => { });
        using var subscription = ring.Subscribe(MediaTime.FromSeconds(start), Plenty)!;
        using var first = subscription.TryRead();
        Assert.Equal(keyframe, first!.Value.Time.TotalSeconds, 3);
    }

    [Fact]
    public void Packets_of_earlier_connections_stay_until_their_time_is_up()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(8), long.MaxValue);
        Fill(ring, videos.Plain, _ => { });
        ring.End();
        Fill(ring, videos.Hevc, _ => Assert.Equal(0, ring.OldestTime!.Value.TotalSeconds, 3), at: 5);
        Assert.InRange(ring.NewestTime!.Value.TotalSeconds, 8.9, 9);
        ring.End();
        Fill(ring, videos.Plain, _ => { }, at: 10);
        Assert.Equal(5, ring.OldestTime!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void A_file_that_is_played_again_begins_again()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(2), long.MaxValue);
        Fill(ring, videos.Plain, _ => { }, at: 100);
        ring.End();
        Fill(ring, videos.Plain, time => Assert.True(ring.OldestTime <= time));
        Assert.InRange(ring.SizeBytes, 1, 2 * new FileInfo(videos.Plain).Length);
    }

    [Theory]
    [InlineData(3.5, 3)]
    [InlineData(4, 6)]
    [InlineData(5, 6)]
    [InlineData(6.5, 6)]
    [InlineData(7.5, 7)]
    public void A_reader_that_begins_while_the_camera_was_away_begins_with_the_next_connection(double start, double keyframe)
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        Fill(ring, videos.WithBFrames, _ => { });
        ring.End();
        Fill(ring, videos.Plain, _ => { }, at: 6);
        using var subscription = ring.Subscribe(MediaTime.FromSeconds(start), Plenty)!;
        using var first = subscription.TryRead();
        Assert.Equal(keyframe, first!.Value.Time.TotalSeconds, 3);
    }

    [Fact]
    public async Task A_reader_goes_on_over_connections_and_is_told_of_their_ends()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        Fill(ring, videos.Plain, _ => { });
        using var subscription = ring.Subscribe(default, Plenty)!;
        Assert.Equal(100, Drain());
        Assert.True(subscription.IsConnected);

        ring.End();
        await subscription.WaitAsync(Token);
        Assert.Equal(0, Drain());
        Assert.False(subscription.IsConnected);
        Assert.False(subscription.IsOver);

        Fill(ring, videos.Plain, _ => { }, at: 6);
        Assert.Equal(100, Drain());
        Assert.True(subscription.IsConnected);

        ring.Close();
        Assert.Equal(0, Drain());
        Assert.True(subscription.IsOver);

        int Drain()
        {
            var count = 0;
            while (subscription.TryRead() is { } packet)
            {
                packet.Dispose();
                count++;
            }

            return count;
        }
    }

    [Fact]
    public void Past_and_live_packets_follow_each_other_without_a_gap()
    {
        using var ring = new PacketRing(TimeSpan.FromSeconds(60), long.MaxValue);
        PacketSubscription? subscription = null;
        Fill(ring, videos.Plain, time => subscription ??= time.TotalSeconds >= 1.5 ? ring.Subscribe(default, Plenty) : null);
        ring.Close();
        using var reading = subscription!;
        List<MediaTime> times = [];
        while (reading.TryRead() is { } packet)
        {
            times.Add(packet.Time);
            packet.Dispose();
        }

        Assert.Equal(100, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(40, (pair.Second - pair.First).TotalMilliseconds, 1));
    }

    [Fact]
    public void What_has_left_the_ring_stays_whole_with_its_reader()
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
            using var packet = reading.TryRead();
            Assert.Equal(expected.Data, packet!.Value.Packet.Data);
        }

        Assert.Null(reading.TryRead());
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

    private static void Fill(PacketRing ring, string path, Action<MediaTime> afterPacket, double at = 0)
    {
        using var demuxer = Demuxer.Open(MediaAddress.Parse(path), new DemuxerOptions(), Token);
        using var packet = new Packet();
        var timeline = new FileTimeline(demuxer.Stream);
        ring.Begin(demuxer.Stream);
        while (demuxer.TryRead(packet))
        {
            var time = timeline.Stamp(packet) + TimeSpan.FromSeconds(at);
            ring.Add(packet, time);
            afterPacket(time);
        }
    }
}
