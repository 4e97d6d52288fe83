using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Segments;

/// <summary>A piece of a camera's recording on disk, as the index knows it: one file.</summary>
/// <param name="Path">Of the file, absolute.</param>
/// <param name="Start">Of its first keyframe.</param>
/// <param name="End">End of its last picture on disk; it still grows where the segment is not sealed.</param>
/// <param name="StartUtc">The same start on the wall clock, as it is known today.</param>
/// <param name="Connection">The same for segments that follow each other without a break.</param>
/// <param name="IsSealed">Nothing is written to it any more.</param>
internal sealed record Segment(
    CameraId Camera,
    string Path,
    Guid BootId,
    MediaTime Start,
    MediaTime End,
    UtcTime StartUtc,
    string Codec,
    int Width,
    int Height,
    long SizeBytes,
    Guid Connection,
    bool IsSealed)
{
    public TimeSpan Duration => End - Start;

    public DateTimeOffset EndUtc => StartUtc.Value + Duration;
}
