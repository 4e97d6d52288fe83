using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>Packets that one file can hold: those of one connection, up to a change of its format.</summary>
/// <param name="stream">What they are packets of.</param>
/// <param name="before">What lies between it and the run before.</param>
internal sealed class PacketRun(VideoStream stream, ClipGapReason before)
{
    public VideoStream Stream { get; } = stream;

    public ClipGapReason Before { get; } = before;

    /// <summary>Set where the times of its packets are wall-clock times, see <see cref="SegmentClock.Of"/>; else they are media times.</summary>
    public SegmentClock? Clock { get; init; }
}
