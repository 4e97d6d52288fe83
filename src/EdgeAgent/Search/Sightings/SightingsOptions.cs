using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Search.Sightings;

/// <summary>How much is remembered of what was seen.</summary>
internal sealed record SightingsOptions
{
    [Description("Days after which it is forgotten what a track looked like; a day later at most. As for the recordings.")]
    [Range(0.01, 36500.0)]
    public double MaximumDays { get; init; } = 30;

    [Description("Bytes that the file of the sightings may take: a quarter of a kilobyte each. Beyond, the oldest go.")]
    [Range(1L << 20, 1L << 50)]
    public long MaximumBytes { get; init; } = 2_500_000_000;
}
