namespace EdgeAgent.Domain;

/// <summary>How the person of a track was found to hold themselves in one frame.</summary>
/// <param name="Track">Id of the track, which may be out of sight of the detector meanwhile.</param>
/// <param name="Posture">As judged.</param>
/// <param name="Box">Round the points of the body that are seen, or where the person was looked for.</param>
/// <param name="Score">How sure the pose is, 0–1.</param>
internal readonly record struct TrackPosture(int Track, Posture Posture, BoundingBox Box, float Score);
