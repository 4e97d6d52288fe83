using EdgeAgent.Domain;

namespace EdgeAgent.Diagnostics;

/// <summary>What is known about one camera right now; written by its stages, read by the health message. Thread-safe.</summary>
internal sealed class CameraState
{
    private Problem? _detectorFault;
    private long _analysed;
    private long _dropped;
    private long _regionsAsked;
    private long _regionsLookedAt;
    private long _stillsDropped;

    /// <summary>A fault has come, gone or become another one.</summary>
    public event Action? FaultChanged;

    /// <summary>What keeps the detector from seeing; null while it sees.</summary>
    public Problem? DetectorFault => Volatile.Read(ref _detectorFault);

    public long FramesAnalysed => Interlocked.Read(ref _analysed);

    /// <summary>
    /// Frames that were wanted but given back, because newer ones came before the detector was free, or nobody knew yet where the camera looks.
    /// </summary>
    public long FramesDropped => Interlocked.Read(ref _dropped);

    /// <summary>Parts of frames that were worth a closer look.</summary>
    public long RegionsAsked => Interlocked.Read(ref _regionsAsked);

    /// <summary>Those of them that there was time for.</summary>
    public long RegionsLookedAt => Interlocked.Read(ref _regionsLookedAt);

    /// <summary>Pictures of events that were not made or not kept.</summary>
    public long StillsDropped => Interlocked.Read(ref _stillsDropped);

    public void DetectorIs(Problem? fault) => Exchange(ref _detectorFault, fault);

    public void CountAnalysed() => Interlocked.Increment(ref _analysed);

    public void CountStillDropped() => Interlocked.Increment(ref _stillsDropped);

    public void CountDropped() => Interlocked.Increment(ref _dropped);

    public void CountRegions(int asked, int lookedAt)
    {
        Interlocked.Add(ref _regionsAsked, asked);
        Interlocked.Add(ref _regionsLookedAt, lookedAt);
    }

    private void Exchange(ref Problem? field, Problem? fault)
    {
        if (Interlocked.Exchange(ref field, fault)?.Code != fault?.Code)
        {
            FaultChanged?.Invoke();
        }
    }
}
