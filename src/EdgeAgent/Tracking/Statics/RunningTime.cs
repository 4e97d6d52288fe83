using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>Seconds that were watched: the sum of the steps from frame to frame. A clock that jumps, and a stream that was away, add nothing.</summary>
internal struct RunningTime
{
    // The slowest camera is looked at every ten seconds.
    private const double LongestStep = 12;

    private MediaTime? _last;

    public double TotalSeconds { get; private set; }

    /// <summary>Goes to a frame; returns the step in seconds.</summary>
    public double Advance(MediaTime time)
    {
        var step = _last is { } last ? (time - last).TotalSeconds : 0;
        _last = time;
        step = step is > 0 and <= LongestStep ? step : 0;
        TotalSeconds += step;
        return step;
    }
}
