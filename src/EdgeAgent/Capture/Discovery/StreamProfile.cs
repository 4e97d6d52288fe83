namespace EdgeAgent.Capture.Discovery;

/// <summary>One stream that a camera offers, as it describes it; <c>camera probe</c> measures what it really sends.</summary>
internal sealed record StreamProfile
{
    public required string Name { get; init; }

    /// <summary>The sensor or channel that it shows; a recorder has many.</summary>
    public string? Source { get; init; }

    /// <summary>As FFmpeg calls it: h264, hevc, mjpeg, mpeg4.</summary>
    public string? Codec { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public double? FrameRate { get; init; }

    public double? BitsPerSecond { get; init; }

    /// <summary>Without user and password.</summary>
    public string? Url { get; init; }
}
