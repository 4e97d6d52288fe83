using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture;

public sealed class TimelineTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private const long Frame = 3600;
    private const long FrameNanoseconds = 40_000_000;

    private readonly ManualClock _clock = new();

    [Fact]
    public void The_first_packet_is_shown_when_it_arrives()
    {
        var timeline = Live();
        _clock.Now = new MediaTime(5_000_000_000);
        Assert.Equal(5_000_000_000, Stamp(timeline, 1_234_567).Nanoseconds);
    }

    [Fact]
    public void Jitter_of_the_network_is_not_jitter_of_time()
    {
        var timeline = Live();
        var random = new Random(1);
        List<MediaTime> times = [];
        for (var i = 0; i < 500; i++)
        {
            _clock.Now = new MediaTime((i * FrameNanoseconds) + 1_000_000_000 + random.Next(30_000_000));
            times.Add(Stamp(timeline, i * Frame));
        }

        Assert.All(times.Skip(50).Zip(times.Skip(51)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 39, 41));
    }

    [Fact]
    public void Packets_that_waited_while_the_stream_was_opened_do_not_put_time_behind()
    {
        var timeline = Live();
        List<MediaTime> times = [];
        for (var i = 0; i < 100; i++)
        {
            // The first eight were read before, and come at once.
            _clock.Now = new MediaTime(1_000_000_000 + (Math.Max(i, 7) * FrameNanoseconds));
            times.Add(Stamp(timeline, i * Frame));
        }

        Assert.Equal(_clock.Now.Nanoseconds, times[^1].Nanoseconds);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 20, 41));
    }

    [Theory]
    [InlineData(1.0001)]
    [InlineData(0.9999)]
    public void A_camera_clock_that_drifts_is_followed(double speed)
    {
        var timeline = Live();
        var time = default(MediaTime);
        for (var i = 0; i < 250_000; i++)
        {
            _clock.Now = new MediaTime(1_000_000_000 + (long)(i * FrameNanoseconds * speed));
            time = Stamp(timeline, i * Frame);
        }

        Assert.InRange((_clock.Now.Nanoseconds - time.Nanoseconds), 0, FrameNanoseconds);
    }

    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(-2000)]
    [InlineData(-40_000_000)]
    public void A_jump_of_the_cameras_clock_moves_neither_time_nor_stamps(long jump)
    {
        var timeline = Live();
        List<(MediaTime Time, long Pts)> packets = [];
        for (var i = 0; i < 100; i++)
        {
            _clock.Now = new MediaTime(1_000_000_000 + (i * FrameNanoseconds));
            using var packet = new Packet { Pts = (1L << 32) + (i * Frame) + (i >= 50 ? jump * 2 : 0) };
            packet.Dts = packet.Pts;
            packets.Add((timeline.Stamp(packet), packet.Pts!.Value));
        }

        Assert.Equal(1, timeline.Jumps);
        Assert.All(packets.Zip(packets.Skip(1)), pair =>
        {
            Assert.Equal(FrameNanoseconds, pair.Second.Time.Nanoseconds - pair.First.Time.Nanoseconds);
            Assert.Equal(Frame, pair.Second.Pts - pair.First.Pts);
        });
    }

    /// <summary>As FFmpeg gives them: the DTS is the least of the last two PTS, and so jumps one packet after the PTS.</summary>
    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(-1_000_000_000)]
    public void A_jump_of_the_cameras_clock_moves_no_time_where_there_are_B_frames(long jump)
    {
        int[] order = [3, 1, 2];
        var timeline = Live();
        var (before, last) = (1L << 32, long.MinValue);
        for (var i = 0; i < 300; i++)
        {
            _clock.Now = new MediaTime(1_000_000_000 + (i * FrameNanoseconds));
            var pts = (1L << 32) + (((i / 3 * 3) + order[i % 3]) * Frame) + (i >= 150 ? jump : 0);
            using var packet = new Packet { Pts = pts, Dts = Math.Min(before, pts) };
            before = Math.Max(before, pts) - (i == 150 && jump < 0 ? -jump : 0);
            var time = timeline.Stamp(packet);
            Assert.InRange((_clock.Now - time).TotalSeconds, -0.2, 0.2);
            Assert.InRange(packet.Dts!.Value, last, packet.Pts!.Value);
            last = packet.Dts.Value;
        }
    }

    [Fact]
    public void A_pause_of_the_stream_is_a_pause_of_time()
    {
        var timeline = Live();
        _clock.Now = new MediaTime(1_000_000_000);
        Stamp(timeline, 0);
        _clock.Now = new MediaTime(11_000_000_000);
        Assert.Equal(11_000_000_000, Stamp(timeline, 900_000).Nanoseconds);
        Assert.Equal(0, timeline.Jumps);
    }

    [Fact]
    public void Packets_that_the_network_held_back_keep_their_time()
    {
        var timeline = Live();
        _clock.Now = new MediaTime(1_000_000_000);
        Stamp(timeline, 0);
        _clock.Now = new MediaTime(5_000_000_000);
        Assert.Equal(1.04, Stamp(timeline, Frame).TotalSeconds, 0.001);
        Assert.Equal(1.08, Stamp(timeline, 2 * Frame).TotalSeconds, 0.001);
        Assert.Equal(0, timeline.Jumps);
    }

    [Fact]
    public void Missing_stamps_are_made_from_the_arrival()
    {
        var timeline = Live();
        _clock.Now = new MediaTime(1_000_000_000);
        Stamp(timeline, 0);
        _clock.Now = new MediaTime(1_040_000_000);
        using var packet = new Packet { Pts = null, Dts = null };
        Assert.Equal(1_040_000_000, timeline.Stamp(packet).Nanoseconds);
        Assert.Equal((Frame, Frame), (packet.Pts, packet.Dts));
        using var decodeOnly = new Packet { Pts = null, Dts = 2 * Frame };
        _clock.Now = new MediaTime(1_080_000_000);
        Assert.Equal(1_080_000_000, timeline.Stamp(decodeOnly).Nanoseconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void Stamps_that_are_always_the_same_or_none_are_replaced_by_the_arrival(int? stamp)
    {
        var timeline = Live();
        List<(MediaTime Time, long Dts)> packets = [];
        for (var i = 0; i < 50; i++)
        {
            _clock.Now = new MediaTime(1_000_000_000 + (i * FrameNanoseconds));
            using var packet = new Packet { Pts = stamp, Dts = stamp };
            packets.Add((timeline.Stamp(packet), packet.Dts!.Value));
        }

        Assert.All(packets.Zip(packets.Skip(1)), pair =>
        {
            Assert.Equal(FrameNanoseconds, pair.Second.Time.Nanoseconds - pair.First.Time.Nanoseconds);
            Assert.Equal(Frame, pair.Second.Dts - pair.First.Dts);
        });
    }

    [Fact]
    public void Stamps_that_are_no_clock_give_way_to_the_arrival()
    {
        var timeline = Live();
        timeline.FollowsArrival = true;
        for (var i = 0; i < 100; i++)
        {
            _clock.Now += TimeSpan.FromMilliseconds(80);
            Assert.Equal(_clock.Now, Stamp(timeline, i * Frame));
            Assert.Equal(TimeSpan.Zero, timeline.Lateness);
            Assert.Equal(i * FrameNanoseconds, timeline.StampTime.Nanoseconds);
        }
    }

    [Fact]
    public void Lateness_is_what_a_packet_came_after_its_time()
    {
        var timeline = Live();
        _clock.Now = MediaTime.FromSeconds(1);
        Stamp(timeline, 0);
        Assert.Equal(TimeSpan.Zero, timeline.Lateness);
        _clock.Now = MediaTime.FromSeconds(3);
        Stamp(timeline, Frame);
        Assert.Equal(1.96, timeline.Lateness.TotalSeconds, 0.001);
        Assert.Equal(3, timeline.Arrival.TotalSeconds);
    }

    [Fact]
    public void Pictures_never_go_back()
    {
        var timeline = Live();
        _clock.Now = new MediaTime(1_000_000_000);
        var first = Stamp(timeline, 0);
        _clock.Now = new MediaTime(1_160_000_000);
        var late = Stamp(timeline, 4 * Frame, dts: 2 * Frame);
        var early = Stamp(timeline, 2 * Frame, dts: 3 * Frame);
        Assert.True(early < late);
        Assert.Equal(first, timeline.TimeOfPicture(0));
        Assert.Equal(early, timeline.TimeOfPicture(2 * Frame));
        Assert.Equal(late, timeline.TimeOfPicture(4 * Frame));
        Assert.Equal(late, timeline.TimeOfPicture(null));
        Assert.Equal(late, timeline.TimeOfPicture(2 * Frame));
    }

    [Fact]
    public void A_file_begins_at_zero_and_goes_on_where_its_stamps_begin_again()
    {
        using var demuxer = Demuxer.Open(
            MediaAddress.Parse(videos.Make("late.ts", $"-i {videos.Plain} -c copy -f mpegts -output_ts_offset 1000")),
            new DemuxerOptions(),
            TestContext.Current.CancellationToken);
        Assert.True(demuxer.Stream.StartPts > 90_000_000);
        var timeline = new FileTimeline(demuxer.Stream);
        var start = demuxer.Stream.StartPts!.Value;
        Assert.Equal(0, Stamp(timeline, start).Nanoseconds);
        Assert.Equal(FrameNanoseconds, Stamp(timeline, start + Frame).Nanoseconds);
        Assert.Equal(2 * FrameNanoseconds, Stamp(timeline, 77).Nanoseconds);
        Assert.Equal(3 * FrameNanoseconds, Stamp(timeline, 77 + Frame).Nanoseconds);
    }

    private static MediaTime Stamp(MediaTimeline timeline, long pts, long? dts = null)
    {
        using var packet = new Packet { Pts = pts, Dts = dts ?? pts };
        return timeline.Stamp(packet);
    }

    /// <summary>With the clock of RTP and MPEG-TS, 90 kHz.</summary>
    private LiveTimeline Live()
    {
        using var demuxer = Demuxer.Open(
            MediaAddress.Parse(videos.Make("clock.ts", $"-i {videos.Plain} -c copy -f mpegts")),
            new DemuxerOptions(),
            TestContext.Current.CancellationToken);
        return new LiveTimeline(demuxer.Stream, _clock);
    }
}
