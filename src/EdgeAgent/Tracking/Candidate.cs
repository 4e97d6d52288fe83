using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>A detection that may belong to a track.</summary>
/// <param name="Detection">As the detector gave it.</param>
/// <param name="Color">Of its own colours; empty where there was no picture, or where another object stands before it.</param>
internal readonly record struct Candidate(Domain.Detection Detection, ColorHistogram Color)
{
    public BoundingBox Box => Detection.Box;

    public int ClassId => Detection.ClassId;

    public float Score => Detection.Score;
}
