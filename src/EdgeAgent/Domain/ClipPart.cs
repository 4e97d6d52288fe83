namespace EdgeAgent.Domain;

/// <summary>One file of a clip.</summary>
/// <param name="Path">Where it lies on the device; it never leaves the device.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="Sha256">Hash of the whole file, lower-case hexadecimal.</param>
/// <param name="Codec">FFmpeg's codec name, such as <c>h264</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Duration">Media time from its first to the end of its last frame.</param>
internal sealed record ClipPart(
    string Path, long SizeBytes, string Sha256, string Codec, int Width, int Height, TimeSpan Duration)
{
    /// <summary>Its first picture, which its file shows at 0; absent in rows that an older agent wrote.</summary>
    public MediaTime? Start { get; init; }

    /// <summary>Which boot <see cref="Start"/> belongs to; absent where it is that of the clip's event.</summary>
    public Guid? BootId { get; init; }

    /// <summary>The same start as wall-clock time.</summary>
    public UtcTime? StartUtc { get; init; }
}
