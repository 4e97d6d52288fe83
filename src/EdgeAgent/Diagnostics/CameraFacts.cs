using EdgeAgent.Domain;

namespace EdgeAgent.Diagnostics;

/// <summary>What is known about one camera right now; written by its stages, read by the health message. Thread-safe.</summary>
internal sealed class CameraFacts(CameraId camera)
{
    private long _decoded;
    private long _analysed;
    private long _dropped;
    private long _decodeErrors;
    private long _connections;
    private long _lastFrame = long.MinValue;
    private int _people;

    public CameraId Camera { get; } = camera;

    /// <summary>What keeps the stream away, or null while it comes.</summary>
    public Problem? StreamFault { get; set; }

    /// <summary>What keeps the detector from seeing, or null while it sees.</summary>
    public Problem? DetectorFault { get; set; }

    public string? Codec { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public bool Live { get; set; }

    public long FramesDecoded => Interlocked.Read(ref _decoded);

    public long FramesAnalysed => Interlocked.Read(ref _analysed);

    public long FramesDropped => Interlocked.Read(ref _dropped);

    public long DecodeErrors => Interlocked.Read(ref _decodeErrors);

    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Confirmed tracks in the last frame.</summary>
    public int TracksInView => Volatile.Read(ref _people);

    public MediaTime? LastFrame => Interlocked.Read(ref _lastFrame) is var ns && ns == long.MinValue ? null : new MediaTime(ns);

    public void CountConnection() => Interlocked.Increment(ref _connections);

    public void CountDecodeErrors(long errors) => Interlocked.Add(ref _decodeErrors, errors);

    public void CountDropped() => Interlocked.Increment(ref _dropped);

    public void CountDecoded() => Interlocked.Increment(ref _decoded);

    public void CountAnalysed(MediaTime time, int tracksInView)
    {
        Interlocked.Increment(ref _analysed);
        Interlocked.Exchange(ref _lastFrame, time.Nanoseconds);
        Volatile.Write(ref _people, tracksInView);
    }
}
