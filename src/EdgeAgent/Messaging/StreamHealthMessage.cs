namespace EdgeAgent.Messaging;

/// <summary>One stream of a camera, as measured.</summary>
internal sealed record StreamHealthMessage
{
    /// <summary><c>connecting</c>, <c>live</c>, <c>stalled</c>, <c>undecodable</c>, <c>unauthorized</c> or <c>gone</c>.</summary>
    public required string State { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Of the fault that keeps it away.</summary>
    public string? Code { get; init; }

    /// <summary>FFmpeg's name of the decoder that is in use.</summary>
    public string? Decoder { get; init; }

    /// <summary>Why it is not the hardware decoder that was to be used.</summary>
    public string? DecoderReason { get; init; }

    public required long Reconnects { get; init; }

    public required long Stalls { get; init; }

    public required long Packets { get; init; }

    public required long DecodeErrors { get; init; }

    public required long DamagedPictures { get; init; }

    /// <summary>Passed over undecoded or unanalysed, because newer ones were waiting.</summary>
    public required long FramesSkipped { get; init; }

    public required long FormatChanges { get; init; }

    public required long ClockJumps { get; init; }

    public required long LateByCamera { get; init; }

    public required long LateByDevice { get; init; }

    /// <summary>Packets; the camera's own claim is not asked.</summary>
    public required double FramesPerSecond { get; init; }

    public required double BitsPerSecond { get; init; }

    /// <summary>How far what is read is behind what waits to be read.</summary>
    public required double LagSeconds { get; init; }

    /// <summary>By how much the camera's clock is ahead of ours.</summary>
    public double? CameraClockOffsetSeconds { get; init; }
}
