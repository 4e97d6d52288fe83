using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Tracking;

/// <summary>How detections become tracks. The default scores are those that ByteTrack publishes (section 4.1); a camera takes those of its model.</summary>
internal sealed record TrackerOptions : IValidatableObject
{
    [Description("Detections from this score on are matched first and with every track.")]
    [Range(0.0, 1.0)]
    public float HighScore { get; init; } = 0.6f;

    [Description("Detections below this score are ignored. Between the two scores they only continue tracks that are in sight.")]
    [Range(0.0, 1.0)]
    public float LowScore { get; init; } = 0.1f;

    [Description("A detection that no track takes begins a new track from this score on.")]
    [Range(0.0, 1.0)]
    public float NewTrackScore { get; init; } = 0.7f;

    [Description("Least overlap (intersection over union) of a track's predicted box with a detection that continues it.")]
    [Range(0.01, 0.99)]
    public double MinimumOverlap { get; init; } = 0.3;

    [Description("The same where both boxes are widened by how uncertain the prediction is, for what the first match left over.")]
    [Range(0.01, 0.99)]
    public double BufferedMinimumOverlap { get; init; } = 0.4;

    [Description("The same for detections below the high score, which are more often of something else.")]
    [Range(0.01, 0.99)]
    public double LowScoreMinimumOverlap { get; init; } = 0.5;

    [Description("Least overlap with a detection of another class: a detector that calls a van now car, now truck does not make two tracks of it.")]
    [Range(0.01, 0.99)]
    public double OtherClassMinimumOverlap { get; init; } = 0.7;

    [Description("Seconds for which a track out of sight is remembered.")]
    [Range(0.0, 60.0)]
    public double LostSeconds { get; init; } = 8;

    [Description("Most detections that are looked at in one frame; the ones with the highest scores count.")]
    [Range(1, 1000)]
    public int MaximumDetections { get; init; } = 300;

    [Description("Most tracks held at one time, those out of sight included.")]
    [Range(1, 2000)]
    public int MaximumTracks { get; init; } = 600;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LowScore > HighScore)
        {
            yield return new ValidationResult($"lowScore {LowScore} is above highScore {HighScore}", [nameof(LowScore)]);
        }

        if (NewTrackScore < HighScore)
        {
            yield return new ValidationResult($"newTrackScore {NewTrackScore} is below highScore {HighScore}", [nameof(NewTrackScore)]);
        }
    }
}
