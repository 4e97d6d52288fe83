using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture.Health;

public sealed class StreamHealthTests
{
    private readonly ManualClock _clock = new();
    private readonly StreamHealth _health;
    private int _changes;

    public StreamHealthTests()
    {
        _health = new StreamHealth("gate", _clock, NullLogger.Instance);
        _health.Changed += () => _changes++;
    }

    [Theory]
    [InlineData("camera/stalled", StreamState.Stalled)]
    [InlineData("camera/unauthorized", StreamState.Unauthorized)]
    [InlineData("camera/credentials", StreamState.Unauthorized)]
    [InlineData("camera/no-video", StreamState.Undecodable)]
    [InlineData("video/undecodable", StreamState.Undecodable)]
    [InlineData("video/unsupported-format", StreamState.Undecodable)]
    [InlineData("camera/unreachable", StreamState.Gone)]
    [InlineData("camera/not-found", StreamState.Gone)]
    [InlineData("camera/disconnected", StreamState.Gone)]
    internal void A_fault_becomes_the_state_that_tells_its_cause(string code, StreamState state)
    {
        Assert.Equal(StreamState.Connecting, _health.Status.State);
        _health.Lost(new Problem(code, "", ""));
        Assert.Equal((state, code), (_health.Status.State, _health.Status.Fault?.Code));
    }

    [Fact]
    public void However_often_it_is_tried_a_lost_stream_is_lost_since_it_was_live()
    {
        _health.Connecting();
        _clock.Now += TimeSpan.FromSeconds(1);
        _health.Live();
        Assert.Null(_health.Status.LostAt);
        _clock.Now += TimeSpan.FromSeconds(10);
        var lostAt = _clock.Now;
        _health.Lost(new Problem("camera/stalled", "", ""));
        for (var i = 0; i < 5; i++)
        {
            _clock.Now += TimeSpan.FromSeconds(3);
            _health.Connecting();
            _health.Lost(new Problem("camera/unreachable", "", ""));
        }

        Assert.Equal((StreamState.Gone, (MediaTime?)lostAt), (_health.Status.State, _health.Status.LostAt));
        Assert.Equal(lostAt + TimeSpan.FromSeconds(3), _health.Status.Since);
        Assert.Equal(3, _changes);

        _health.Live();
        Assert.Equal((StreamState.Live, (MediaTime?)null, (Problem?)null), (_health.Status.State, _health.Status.LostAt, _health.Status.Fault));
        Assert.Equal(4, _changes);
    }

    [Fact]
    public void A_stream_that_was_never_live_is_lost_since_it_was_first_tried()
    {
        _health.Connecting();
        var tried = _clock.Now;
        _clock.Now += TimeSpan.FromSeconds(30);
        _health.Lost(new Problem("camera/unreachable", "", ""));
        Assert.Equal(tried, _health.Status.LostAt);
    }
}
