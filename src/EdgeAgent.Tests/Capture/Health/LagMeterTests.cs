using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Health;

public sealed class LagMeterTests
{
    private static readonly TimeSpan Picture = TimeSpan.FromMilliseconds(40);

    private readonly LagMeter _lag = new();
    private MediaTime _now = MediaTime.FromSeconds(1);

    [Fact]
    public void What_the_network_always_takes_is_not_behind()
    {
        Read(pictures: 1000, lateness: TimeSpan.FromSeconds(4), waited: Picture);
        Assert.Equal(TimeSpan.Zero, _lag.Behind);
        Assert.False(_lag.IsLate);
    }

    [Fact]
    public void Packets_that_were_held_back_while_we_waited_are_the_cameras_fault()
    {
        Read(pictures: 100, lateness: TimeSpan.FromMilliseconds(20), waited: Picture);
        _now += TimeSpan.FromSeconds(4);
        Read(pictures: 1, TimeSpan.FromSeconds(4), waited: TimeSpan.FromSeconds(4));
        Assert.Equal((true, false, 1L, 0L), (_lag.IsLate, _lag.IsOverloaded, _lag.LateByCamera, _lag.LateByDevice));

        // What was held back comes at once, and then the stream is up to date.
        for (var behind = 4.0; behind > 0; behind -= 0.04)
        {
            _lag.Add(_now, TimeSpan.FromSeconds(behind), TimeSpan.Zero);
        }

        Read(pictures: 1, lateness: TimeSpan.FromMilliseconds(20), waited: Picture);
        Assert.Equal((false, 1L, 0L), (_lag.IsLate, _lag.LateByCamera, _lag.LateByDevice));
    }

    [Fact]
    public void Packets_that_waited_for_us_are_our_fault()
    {
        Read(pictures: 100, lateness: TimeSpan.FromMilliseconds(20), waited: Picture);
        for (var i = 0; i < 100; i++)
        {
            // 60 ms of work for each 40 ms of pictures.
            _now += TimeSpan.FromMilliseconds(60);
            _lag.Add(_now, TimeSpan.FromMilliseconds(20 * (i + 2)), TimeSpan.Zero);
        }

        Assert.Equal((true, true, 0L, 1L), (_lag.IsLate, _lag.IsOverloaded, _lag.LateByCamera, _lag.LateByDevice));
        Assert.InRange(_lag.Behind.TotalSeconds, 1.9, 2.1);
    }

    [Fact]
    public void A_device_that_is_only_a_little_too_slow_is_late_all_the_same()
    {
        Read(pictures: 100, lateness: TimeSpan.FromMilliseconds(20), waited: Picture);
        var lateness = TimeSpan.FromMilliseconds(20);
        while (lateness < LagMeter.Tolerance + TimeSpan.FromSeconds(0.2))
        {
            // 41 ms of work for each 40 ms of pictures.
            _now += TimeSpan.FromMilliseconds(41);
            lateness += TimeSpan.FromMilliseconds(1);
            _lag.Add(_now, lateness, waited: TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal((true, true, 0L, 1L), (_lag.IsLate, _lag.IsOverloaded, _lag.LateByCamera, _lag.LateByDevice));
    }

    [Fact]
    public void Packets_that_were_read_ahead_do_not_make_the_next_ones_late()
    {
        Read(pictures: 50, lateness: TimeSpan.FromSeconds(-2), waited: TimeSpan.Zero);
        Read(pictures: 50, lateness: TimeSpan.FromMilliseconds(20), waited: Picture);
        Assert.Equal((false, 0L, 0L), (_lag.IsLate, _lag.LateByCamera, _lag.LateByDevice));
    }

    [Fact]
    public void A_path_that_became_longer_is_taken_for_what_it_is_within_two_windows()
    {
        Read(pictures: 250, lateness: TimeSpan.FromMilliseconds(20), waited: Picture);
        Read(pictures: 1, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        Assert.True(_lag.IsLate);
        Read(pictures: 550, lateness: TimeSpan.FromSeconds(3), waited: Picture);
        Assert.False(_lag.IsLate);
    }

    private void Read(int pictures, TimeSpan lateness, TimeSpan waited)
    {
        for (var i = 0; i < pictures; i++)
        {
            _now += Picture;
            _lag.Add(_now, lateness, waited);
        }
    }
}
