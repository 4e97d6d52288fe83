using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Recording;

/// <summary>The continuous recording on the pole, and how much of the disk it may have.</summary>
internal sealed record RecordingOptions
{
    [Description("Where recordings are kept. Absent: the folder recordings of dataDirectory.")]
    [MinLength(1)]
    [MaxLength(1024)]
    public string? Directory { get; init; }

    [Description("Seconds of one file. A file begins with a keyframe, so that it may be a little longer.")]
    [Range(5, 3600.0)]
    public double SegmentSeconds { get; init; } = 60;

    [Description("Seconds that a cut of power may cost at most. Each takes one write to the disk.")]
    [Range(0.2, 10.0)]
    public double FragmentSeconds { get; init; } = 1;

    [Description("Bytes that all recordings together may take. Absent: as the free space allows.")]
    [Range(1L << 20, 1L << 50)]
    public long? MaximumBytes { get; init; }

    [Description("Days after which a recording is deleted.")]
    [Range(0.01, 3650.0)]
    public double MaximumDays { get; init; } = 30;

    [Description("Bytes of the disk that recordings leave free for everything else.")]
    [Range(0L, 1L << 50)]
    public long MinimumFreeBytes { get; init; } = 1L << 30;

    [Description("Days that the recordings must reach back. Where they do not or will not, the center hears of it. Absent: nobody asks.")]
    [Range(0.01, 3650.0)]
    public double? MinimumDays { get; init; }

    [Description("Bytes of recordings that may be held for cases; a hold beyond it is refused.")]
    [Range(0L, 1L << 50)]
    public long HoldMaximumBytes { get; init; } = 8L << 30;

    [Description("Bytes that the small pictures of tracks may take.")]
    [Range(0L, 1L << 50)]
    public long CropsMaximumBytes { get; init; } = 256L << 20;
}
