using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

public sealed class StampPaceTests
{
    private static readonly TimeSpan Picture = TimeSpan.FromMilliseconds(40);

    private readonly StampPace _pace = new();
    private MediaTime _arrival = MediaTime.FromSeconds(10);
    private MediaTime _stamp;

    [Fact]
    public void Stamps_that_count_slower_than_the_pictures_come_are_noticed_and_so_is_the_end_of_it()
    {
        Read(seconds: 30, every: Picture, waited: Picture);
        Assert.False(_pace.IsSlow);

        // Twelve pictures a second, and stamps as of 25.
        Read(seconds: 30, every: Picture * 2, waited: Picture * 1.5);
        Assert.True(_pace.IsSlow);
        Read(seconds: 30, every: Picture, waited: Picture);
        Assert.False(_pace.IsSlow);
    }

    [Fact]
    public void A_device_that_reads_too_slowly_is_not_the_cameras_clock()
    {
        Read(seconds: 60, every: Picture * 2, waited: TimeSpan.Zero);
        Assert.False(_pace.IsSlow);
    }

    [Fact]
    public void A_path_that_became_longer_is_not_the_cameras_clock()
    {
        for (var i = 0; i < 10; i++)
        {
            _arrival += TimeSpan.FromSeconds(0.5);
            Read(seconds: 12, every: Picture, waited: Picture);
            Assert.False(_pace.IsSlow);
        }
    }

    [Fact]
    public void A_crystal_that_is_off_is_no_slow_clock()
    {
        Read(seconds: 600, every: Picture * 1.0005, waited: Picture);
        Assert.False(_pace.IsSlow);
    }

    private void Read(int seconds, TimeSpan every, TimeSpan waited)
    {
        for (var end = _arrival + TimeSpan.FromSeconds(seconds); _arrival < end;)
        {
            (_arrival, _stamp) = (_arrival + every, _stamp + Picture);
            _pace.Add(_arrival, _stamp, waited);
        }
    }
}
