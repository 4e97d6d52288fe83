namespace EdgeAgent.Domain;

/// <summary>Scores and overlap (0–1) at which the model was found to work best.</summary>
/// <param name="Score">From here on a detection may begin a track, or a point of a body counts as seen.</param>
/// <param name="LowScore">From here on a detection may continue a track; poses have none.</param>
/// <param name="Iou">Boxes of one class that overlap more are the same object; poses have none.</param>
internal sealed record ModelThresholds(float Score, float LowScore = 0, float Iou = 0);
