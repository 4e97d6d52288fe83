namespace EdgeAgent.Capture.FFmpeg;

/// <summary>How long a demuxer may wait. Nothing in it waits for longer.</summary>
internal sealed record DemuxerOptions
{
    /// <summary>For the connection, and again for the first pictures.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For one packet.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public CaptureTransport Transport { get; init; }
}
