namespace EdgeAgent.Capture;

/// <summary>What a camera really sends, measured.</summary>
internal sealed record CameraFacts
{
    /// <summary>The address without user and password.</summary>
    public required string Address { get; init; }

    public required string Codec { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Such as <c>yuv420p</c>; absent where the stream has not said.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Pictures of this format can be looked at.</summary>
    public required bool IsFormatSupported { get; init; }

    public int? BitDepth { get; init; }

    /// <summary>What the stream says of itself; absent where it says nothing.</summary>
    public double? NominalFrameRate { get; init; }

    /// <summary>Pictures per second of the stream's own time; absent under two pictures.</summary>
    public double? MeasuredFrameRate { get; init; }

    public double? BitsPerSecond { get; init; }

    /// <summary>Pictures from keyframe to keyframe, the longest seen; absent where no second keyframe came.</summary>
    public int? KeyframeInterval { get; init; }

    /// <summary>The same in seconds.</summary>
    public double? KeyframeIntervalSeconds { get; init; }

    public required bool HasBFrames { get; init; }

    /// <summary>From the start of the connection.</summary>
    public required double FirstPacketSeconds { get; init; }

    public double? FirstKeyframeSeconds { get; init; }

    public double? FirstPictureSeconds { get; init; }

    public required double MeasuredSeconds { get; init; }

    /// <summary>FFmpeg's name of what decoded at the end.</summary>
    public required string Decoder { get; init; }

    public required bool IsHardwareDecoder { get; init; }

    /// <summary>Why software decodes where hardware was to; absent otherwise.</summary>
    public string? SoftwareReason { get; init; }

    public required long Pictures { get; init; }

    public required long DecodeErrors { get; init; }

    public required long DamagedPictures { get; init; }

    /// <summary>Mean time that this device took to decode a picture.</summary>
    public double? DecodeMillisecondsPerPicture { get; init; }
}
