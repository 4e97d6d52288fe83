using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

/// <summary>The best view that there was of a track.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Time">When it was seen so.</param>
/// <param name="Box">Where it was.</param>
/// <param name="Quality">0–1: large, whole, open, sharp, lit.</param>
/// <param name="Jpeg">A small picture of it.</param>
internal sealed record TrackCrop(int Track, MediaTime Time, BoundingBox Box, float Quality, byte[] Jpeg);
