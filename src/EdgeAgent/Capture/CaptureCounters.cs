namespace EdgeAgent.Capture;

/// <summary>The statistics of one source: written by its thread, read by any.</summary>
internal sealed class CaptureCounters
{
    private readonly Lock _lock = new();
    private CaptureStatistics _statistics;

    public CaptureStatistics Read()
    {
        lock (_lock)
        {
            return _statistics;
        }
    }

    public void Write(in CaptureStatistics statistics)
    {
        lock (_lock)
        {
            _statistics = statistics;
        }
    }
}
