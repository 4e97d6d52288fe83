using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Recording;

/// <summary>What a clip of an event covers, and what may be spent on it.</summary>
internal sealed record ClipOptions
{
    [Range(0, 60)]
    [Description("Seconds before the start of an event that its clip shows.")]
    public double PreSeconds { get; init; } = 5;

    [Range(0, 300)]
    [Description("Seconds after the start of an event that its clip shows.")]
    public double PostSeconds { get; init; } = 5;

    [Range(1L << 20, 1L << 30)]
    [Description("Memory for the latest packets of one camera, in bytes.")]
    public long RingMaximumBytes { get; init; } = 64L << 20;

    [Range(1L << 20, 1L << 30)]
    [Description("Memory for packets of one clip that the disk has not taken yet, in bytes.")]
    public long QueueMaximumBytes { get; init; } = 64L << 20;

    [Range(1, 120)]
    [Description("Seconds without a packet after which a clip ends with what there is.")]
    public double StallSeconds { get; init; } = 15;
}
