using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

/// <summary>The best view of a track.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Time">When that was.</param>
/// <param name="Box">Where it was then.</param>
/// <param name="Jpeg">A small picture of it.</param>
internal sealed record TrackCrop(int Track, MediaTime Time, BoundingBox Box, byte[] Jpeg);
