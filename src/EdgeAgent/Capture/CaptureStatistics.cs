using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture;

/// <summary>What a source has done since it was made, over all connections.</summary>
internal readonly record struct CaptureStatistics
{
    /// <summary>How often the camera answered.</summary>
    public long Connections { get; init; }

    /// <summary>How often nothing came over a connection for too long.</summary>
    public long Stalls { get; init; }

    public long Packets { get; init; }

    /// <summary>In these packets.</summary>
    public long Bytes { get; init; }

    /// <summary>Decoded, wanted or not.</summary>
    public long Pictures { get; init; }

    /// <summary>Packets that gave an error instead of a picture.</summary>
    public long DecodeErrors { get; init; }

    /// <summary>Pictures decoded with concealed damage.</summary>
    public long DamagedPictures { get; init; }

    /// <summary>Pictures that were due for analysis, or packets that would have become pictures, passed over because newer ones were waiting.</summary>
    public long Skipped { get; init; }

    /// <summary>How often the stream went on in another size or profile.</summary>
    public long FormatChanges { get; init; }

    /// <summary>How often the camera's clock jumped.</summary>
    public long ClockJumps { get; init; }

    /// <summary>How often pictures came more than a second late: through the camera or the network.</summary>
    public long LateByCamera { get; init; }

    /// <summary>How often pictures came more than a second late: because this device was too slow.</summary>
    public long LateByDevice { get; init; }

    /// <summary>How far the reading is behind now.</summary>
    public TimeSpan Behind { get; init; }

    /// <summary>This device does not read fast enough, now.</summary>
    public bool IsOverloaded { get; init; }

    /// <summary>What decodes, or did last; null before the first connection, and where nothing is decoded.</summary>
    public DecoderChoice? Decoder { get; init; }

    /// <summary>By how much the camera's own clock is ahead of ours, from its RTCP sender reports; null where it sends none.</summary>
    public TimeSpan? CameraClockOffset { get; init; }
}
