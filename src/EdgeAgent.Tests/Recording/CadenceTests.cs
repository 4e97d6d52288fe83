using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Recording;

public sealed class CadenceTests
{
    [Fact]
    public void Pictures_that_came_in_a_burst_and_a_little_unevenly_get_the_pace_of_the_camera()
    {
        // As recorded of a camera with 12.5 pictures a second: 14 at half the step, then its clock and the network.
        List<long> times = [0, 80_008, 134_152];
        times.AddRange(Enumerable.Range(1, 14).Select(i => 134_152L + (40_000 * i)));
        times.AddRange(Enumerable.Range(1, 200).Select(i => 694_152L + (80_008 * i) - (i % 9 == 0 ? 700 : 0)));

        var even = Even(times);

        Assert.All(even.Zip(even.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 79_999, 80_001));
        Assert.All(even.Zip(times), pair => Assert.InRange(pair.First - pair.Second, -1_000, 700_000));
    }

    [Fact]
    public void Pictures_that_are_missing_stay_missing()
    {
        List<long> times = [.. Enumerable.Range(0, 60).Where(i => i is not (30 or 31 or 32)).Select(i => i * 40_000L)];
        Assert.Equal(times, Even(times));
    }

    [Fact]
    public void A_camera_without_a_pace_is_left_as_it_is()
    {
        var random = new Random(3);
        var time = 0L;
        List<long> times = [.. Enumerable.Range(0, 100).Select(_ => time += random.Next(20_000, 300_000))];
        Assert.Equal(times, Even(times));
    }

    [Fact]
    public void A_long_pause_does_not_shift_what_follows()
    {
        List<long> times = [.. Enumerable.Range(0, 50).Select(i => i * 40_000L), .. Enumerable.Range(0, 50).Select(i => 7_013_000L + (i * 40_000))];
        Assert.Equal(times[^1], Even(times)[^1]);
    }

    [Fact]
    public void A_camera_that_changes_its_pace_is_followed_without_pictures_on_top_of_each_other()
    {
        List<long> times = [.. Enumerable.Range(0, 100).Select(i => i * 80_000L), .. Enumerable.Range(1, 300).Select(i => 7_920_000L + (i * 40_000))];
        var even = Even(times);
        Assert.All(even.Zip(even.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 40_000, 80_000));
        Assert.InRange(even[^1] - times[^1], 0, 1_000_000);
    }

    [Fact]
    public void Pictures_that_are_shown_out_of_order_keep_their_order()
    {
        using var packet = new Packet();
        var cadence = Cadence.Of([.. Enumerable.Range(0, 64).Select(i => i * 40_000L)]);
        List<long> shown = [];
        foreach (var (decoded, delay) in new[] { (0L, 2), (40_000, 4), (80_000, 1), (120_000, 1), (140_000, 4) })
        {
            (packet.Dts, packet.Pts) = (decoded, decoded + (delay * 40_000));
            cadence.Apply(packet);
            shown.Add(packet.Pts!.Value);
        }

        Assert.Equal([80_000, 200_000, 120_000, 160_000, 320_000], shown);
    }

    private static List<long> Even(List<long> times)
    {
        using var packet = new Packet();
        var cadence = Cadence.Of([.. times.Take(Cadence.Known)]);
        List<long> even = [];
        foreach (var time in times)
        {
            (packet.Dts, packet.Pts) = (time, time);
            cadence.Apply(packet);
            Assert.Equal(packet.Pts, packet.Dts);
            even.Add(packet.Dts!.Value);
        }

        return even;
    }
}
