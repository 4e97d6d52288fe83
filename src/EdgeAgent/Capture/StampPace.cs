using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>
/// Notices stamps that count slower than the pictures come: cameras that add the same for every picture do so as soon as they send fewer, at
/// night. A network that holds packets back does it too, but not for long: its buffers have an end.
/// </summary>
internal sealed class StampPace
{
    private const int WindowsInARow = 3;

    // Two hundred times what a crystal is off by.
    private const double Tolerated = 0.02;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private MediaTime? _windowStart;
    private TimeSpan _waited;
    private TimeSpan? _leastBefore;
    private TimeSpan _least = TimeSpan.MaxValue;
    private int _slowWindows;

    /// <summary>The stamps say nothing of the time.</summary>
    public bool IsSlow => _slowWindows >= WindowsInARow;

    /// <param name="arrival">When the packet was read.</param>
    /// <param name="stamp">When it is shown, by its stamp alone, from any start.</param>
    /// <param name="waited">For it to come: where this device is too slow itself, the stamps only seem to be.</param>
    public void Add(MediaTime arrival, MediaTime stamp, TimeSpan waited)
    {
        _windowStart ??= arrival;
        if (arrival - _windowStart.Value is var length && length > Window)
        {
            var isSlow = _waited > length / 4 && _least - _leastBefore > Tolerated * length;
            _slowWindows = isSlow ? _slowWindows + 1 : 0;
            (_leastBefore, _least, _waited, _windowStart) = (_least, TimeSpan.MaxValue, TimeSpan.Zero, arrival);
        }

        _waited += waited;
        _least = arrival - stamp is var delay && delay < _least ? delay : _least;
    }
}
