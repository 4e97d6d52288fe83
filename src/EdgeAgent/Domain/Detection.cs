namespace EdgeAgent.Domain;

/// <summary>One object that the detector saw in one frame.</summary>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Score">0–1.</param>
/// <param name="Box">Normalised to the picture.</param>
internal readonly record struct Detection(int ClassId, float Score, BoundingBox Box);
