using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Health;

/// <summary>
/// How far what is being read lies behind what is there to be read: the lateness of the packets beyond the least of the last seconds,
/// which is what the network takes at best. And whose fault that is: while this device waits for packets, it is not the slow one.
/// </summary>
internal sealed class LagMeter
{
    /// <summary>The newest picture may be this old.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Up to date again.</summary>
    public static readonly TimeSpan CaughtUp = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    // The least of a window and of the one before it: between one and two windows of memory, in two fields.
    private TimeSpan _least = TimeSpan.MaxValue;
    private TimeSpan _leastBefore = TimeSpan.MaxValue;
    private MediaTime? _windowStart;
    private TimeSpan _windowWaited;

    // Since the reading was last up to date.
    private TimeSpan _waited;
    private MediaTime _caughtUpAt;

    public TimeSpan Behind { get; private set; }

    /// <summary>From when it was more than <see cref="Tolerance"/> behind until it has caught up.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Times that the packets came late although this device waited for them.</summary>
    public long LateByCamera { get; private set; }

    /// <summary>Times that this device did not read fast enough.</summary>
    public long LateByDevice { get; private set; }

    /// <summary>The device is late by its own fault, now.</summary>
    public bool IsOverloaded { get; private set; }

    /// <param name="arrival">When the packet was read.</param>
    /// <param name="lateness">From when it is shown to when it was read.</param>
    /// <param name="waited">For it to come.</param>
    public void Add(MediaTime arrival, TimeSpan lateness, TimeSpan waited)
    {
        // What was read ahead while the stream was opened seems to come before its time; that is no measure for what follows.
        lateness = lateness < TimeSpan.Zero ? TimeSpan.Zero : lateness;
        if (_windowStart is null || arrival - _windowStart.Value > Window)
        {
            _caughtUpAt = _windowStart is null ? arrival : _caughtUpAt;

            // What the network takes is known only to who waits for it. Who hardly does falls behind, however slowly, and must not get used to it.
            var hasWaited = _windowWaited >= (arrival - (_windowStart ?? arrival)) / 10;
            _leastBefore = hasWaited || _least < _leastBefore ? _least : _leastBefore;
            (_least, _windowStart, _windowWaited) = (lateness, arrival, TimeSpan.Zero);
        }

        _least = lateness < _least ? lateness : _least;
        Behind = lateness - (_leastBefore < _least ? _leastBefore : _least);
        (_waited, _windowWaited) = (_waited + waited, _windowWaited + waited);
        if (Behind <= CaughtUp)
        {
            (_waited, _caughtUpAt, IsLate, IsOverloaded) = (TimeSpan.Zero, arrival, false, false);
        }
        else if (Behind > Tolerance && !IsLate)
        {
            IsLate = true;
            IsOverloaded = _waited < (arrival - _caughtUpAt) / 2;
            LateByDevice += IsOverloaded ? 1 : 0;
            LateByCamera += IsOverloaded ? 0 : 1;
        }
    }
}
