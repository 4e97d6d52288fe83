namespace EdgeAgent.Capture.FFmpeg;

public sealed class FirstStampsTests
{
    [Theory]
    [InlineData(21600L, 21600L, null)]
    [InlineData(null, 0L, null)]
    [InlineData(0L, 0L, 0L)]
    [InlineData(null, null, null)]
    public void A_first_packet_keeps_its_stamps_only_if_they_lie_before_those_of_the_next(long? pts, long? dts, long? kept)
    {
        var stamps = new Queue<(long? Pts, long? Dts)>([(pts, dts), (3600, 3600), (7200, 7200)]);
        using var first = new FirstStamps(packet =>
        {
            var any = stamps.TryDequeue(out var next);
            (packet.Pts, packet.Dts) = next;
            return any;
        });
        using var packet = new Packet();
        Assert.True(first.TryRead(packet));
        Assert.Equal((kept, kept), (packet.Pts, packet.Dts));
    }

    [Fact]
    public void No_packet_is_lost()
    {
        using var whole = new Packet();
        using var data = whole.With([1, 2, 3]);
        var stamps = new Queue<long>([0, 3600, 7200]);
        using var first = new FirstStamps(packet =>
        {
            if (!stamps.TryDequeue(out var next))
            {
                return false;
            }

            packet.Clear();
            packet.Share(data);
            (packet.Pts, packet.Dts) = (next, next);
            return true;
        });
        using var packet = new Packet();
        List<(long?, int)> read = [];
        while (first.TryRead(packet))
        {
            read.Add((packet.Pts, packet.SizeBytes));
        }

        Assert.Equal([(0, 3), (3600, 3), (7200, 3)], read);
    }
}
