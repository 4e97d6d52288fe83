namespace EdgeAgent.Messaging;

/// <summary>One file of a clip.</summary>
internal sealed record ClipPartMessage
{
    public required int Index { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Hash of the whole part as it can be played, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required string Codec { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required double DurationSeconds { get; init; }

    public required int BlockSizeBytes { get; init; }

    public required int Blocks { get; init; }

    /// <summary>Its first picture; absent from agents that cut one part only.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>End of its last picture.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Absent where its blocks go out as they are.</summary>
    public ClipEncryptionMessage? Encryption { get; init; }
}
