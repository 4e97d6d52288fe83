using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Recording;

/// <summary>What a clip of an event covers, and what may be spent on it.</summary>
internal sealed record ClipOptions
{
    [Description("Seconds before the start of an event that its clip shows. It begins at the keyframe before that.")]
    [Range(0, 60.0)]
    public double PreSeconds { get; init; } = 5;

    [Description("Seconds after the start of an event that its clip shows.")]
    [Range(0, 300.0)]
    public double PostSeconds { get; init; } = 5;

    [Description("Memory for the latest packets of one camera, in bytes.")]
    [Range(1L << 20, 1L << 30)]
    public long RingMaximumBytes { get; init; } = 64L << 20;

    [Description("Memory for packets of one clip that the disk has not taken yet, in bytes.")]
    [Range(1L << 20, 1L << 30)]
    public long QueueMaximumBytes { get; init; } = 64L << 20;

    [Description("Seconds after its end that a clip waits for pictures which a connected camera has not sent yet.")]
    [Range(1, 120.0)]
    public double StallSeconds { get; init; } = 15;
}
