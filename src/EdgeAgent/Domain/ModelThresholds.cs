namespace EdgeAgent.Domain;

/// <summary>Scores and overlap (0–1) at which the model was found to work best.</summary>
/// <param name="Score">From here on a detection may begin a track.</param>
/// <param name="LowScore">From here on a detection may continue a track.</param>
/// <param name="Iou">Boxes of one class that overlap more are the same object.</param>
internal sealed record ModelThresholds(float Score, float LowScore, float Iou);
