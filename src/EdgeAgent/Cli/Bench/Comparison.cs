namespace EdgeAgent.Cli.Bench;

/// <summary>Our letterbox and a peer on the same frames in turns; milliseconds are medians.</summary>
internal sealed record Comparison
{
    public required string Peer { get; init; }

    public required string FrameSize { get; init; }

    public required int Runs { get; init; }

    public required double LetterboxMilliseconds { get; init; }

    /// <summary>With a chroma sample for every pixel, as ours.</summary>
    public required double PeerMilliseconds { get; init; }

    public required double Ratio { get; init; }

    /// <summary>With a chroma sample for every second pixel, the peer's default.</summary>
    public required double PeerHalfChromaMilliseconds { get; init; }

    public required double RatioHalfChroma { get; init; }
}
