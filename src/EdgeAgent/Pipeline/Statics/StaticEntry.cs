using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Tracking.Statics;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>A static detection as it is written down.</summary>
/// <param name="Id">By which it is forgotten.</param>
/// <param name="Label">What the detector takes it for.</param>
/// <param name="Box">x, y, width, height, 0–1.</param>
/// <param name="Spread">Mean of 1 − intersection over union of what is seen with the box.</param>
/// <param name="Sightings">How many the mean is of, at most.</param>
/// <param name="LearnedAt">Absent where the clock was not set then.</param>
/// <param name="Suppressed">Detections that were dropped for it.</param>
/// <param name="UnseenSeconds">Since when it is not seen, of the time in which the detector saw anything.</param>
internal sealed record StaticEntry(
    int Id,
    string Label,
    ImmutableArray<float> Box,
    float Spread,
    int Sightings,
    DateTimeOffset? LearnedAt,
    long Suppressed,
    double UnseenSeconds)
{
    public static StaticEntry Of(StaticObject known) => new(
        known.Id,
        known.Label,
        [known.Box.X, known.Box.Y, known.Box.Width, known.Box.Height],
        known.Spread,
        known.Sightings,
        known.LearnedAt,
        known.Suppressed,
        Math.Round(known.UnseenSeconds, 1));

    /// <summary>Null where no agent has written this.</summary>
    public StaticObject? ToStatic() =>
        Id is > 0 and <= StaticsDocument.LargestId && Label is { Length: > 0 } && Box is { IsDefault: false, Length: 4 } && Box.All(float.IsFinite) && Box[2] > 0 && Box[3] > 0
        && Spread is >= 0 and <= 1 && Sightings > 0 && Suppressed >= 0 && UnseenSeconds >= 0
            ? new StaticObject(Id, Label, new BoxMean(new BoundingBox(Box[0], Box[1], Box[2], Box[3]), Spread, Sightings))
            {
                LearnedAt = LearnedAt,
                Suppressed = Suppressed,
                UnseenSeconds = UnseenSeconds,
            }
            : null;
}
