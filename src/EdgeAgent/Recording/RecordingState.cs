using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>How the recording of one camera is; written by its recorder, read by the health message. Thread-safe.</summary>
internal sealed class RecordingState
{
    private readonly Lock _lock = new();
    private Problem? _fault;
    private TimeSpan _lost;
    private long _bytes;

    /// <summary>A fault has come, gone or become another one.</summary>
    public event Action? FaultChanged;

    /// <summary>What keeps the camera from being recorded; null while it is.</summary>
    public Problem? Fault => Volatile.Read(ref _fault);

    /// <summary>What came from the camera and is not on disk, since the start.</summary>
    public TimeSpan Lost
    {
        get
        {
            lock (_lock)
            {
                return _lost;
            }
        }
    }

    /// <summary>Written since the start.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void FaultIs(Problem? fault)
    {
        if (Interlocked.Exchange(ref _fault, fault)?.Code != fault?.Code)
        {
            FaultChanged?.Invoke();
        }
    }

    public void CountLost(TimeSpan lost)
    {
        lock (_lock)
        {
            _lost += lost;
        }
    }

    public void CountWritten(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
