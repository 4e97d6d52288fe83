using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>A place where the detector sees for ever what is not there, or what nobody wants to hear of: a poster, a mannequin, a bin.</summary>
/// <param name="id">Unique per camera, from 1; never used again.</param>
/// <param name="label">What the detector takes it for.</param>
/// <param name="mean">Where it is seen.</param>
internal sealed class StaticObject(int id, string label, BoxMean mean)
{
    /// <summary>However much it scatters, what overlaps less is something else.</summary>
    public const float LeastOverlap = 0.6f;

    // However steady it is, light and weather move its box by so much.
    private const float StrictestOverlap = 0.85f;

    // How many times the usual scatter is still it.
    private const float Tolerance = 4;

    private const float LargestRatio = 1.3f;

    private BoxMean _mean = mean;

    public int Id { get; } = id;

    public string Label { get; } = label;

    public BoundingBox Box => _mean.Box;

    /// <summary>How many boxes <see cref="Box"/> is the mean of.</summary>
    public int Sightings => _mean.Count;

    /// <summary>Mean of 1 − intersection over union of what is seen with <see cref="Box"/>.</summary>
    public float Spread => _mean.Spread;

    /// <summary>When it was learned, where that is known.</summary>
    public DateTimeOffset? LearnedAt { get; set; }

    /// <summary>Detections that were dropped for it.</summary>
    public long Suppressed { get; set; }

    /// <summary>Seconds since it was last seen, in which the detector saw other things.</summary>
    public double UnseenSeconds { get; set; }

    /// <summary>How well a box of its class fits, as intersection over union; 0 where it is something else: elsewhere, larger, or half of it.</summary>
    public float Fit(in BoundingBox box)
    {
        var overlap = Box.IntersectionOverUnion(box);
        return overlap >= Math.Clamp(1 - (Tolerance * Spread), LeastOverlap, StrictestOverlap)
            && IsAlike(box.Width, Box.Width) && IsAlike(box.Height, Box.Height)
            ? overlap
            : 0;
    }

    public void Drop(in BoundingBox box)
    {
        _mean.Add(box);
        Suppressed++;
        UnseenSeconds = 0;
    }

    public void Miss(double seconds) => UnseenSeconds += seconds;

    private static bool IsAlike(float a, float b) => a <= b * LargestRatio && b <= a * LargestRatio;
}
