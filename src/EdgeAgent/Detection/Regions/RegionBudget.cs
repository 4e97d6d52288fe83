namespace EdgeAgent.Detection.Regions;

/// <summary>How many regions of a live frame there is time for: detection may take a share of the time from one frame to the next.</summary>
/// <param name="interval">From one frame to the next.</param>
/// <param name="time">Measures.</param>
internal sealed class RegionBudget(TimeSpan interval, TimeProvider time)
{
    /// <summary>Of the interval; the rest is for decoding, recording and the other cameras.</summary>
    private const double Share = 0.6;

    // A single slow frame says little, a few in a row much.
    private const double Learning = 0.2;

    private double? _secondsPerPicture;
    private long _started;

    /// <summary>Beside the whole picture; any number until it is known how long one takes.</summary>
    public int Allowed => _secondsPerPicture is { } seconds ? Math.Max(0, (int)(Share * interval.TotalSeconds / seconds) - 1) : int.MaxValue;

    public void Begin() => _started = time.GetTimestamp();

    /// <summary>So many pictures were looked at since <see cref="Begin"/>.</summary>
    public void End(int pictures)
    {
        var seconds = time.GetElapsedTime(_started).TotalSeconds / pictures;
        _secondsPerPicture += Learning * (seconds - _secondsPerPicture);
        _secondsPerPicture ??= seconds;
    }
}
