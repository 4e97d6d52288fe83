using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>One frame of a drawn <see cref="Town"/>: who is there, what the detector makes of it, and the colours of each detection.</summary>
internal sealed record TownFrame(
    double Seconds, IReadOnlyList<(int Id, BoundingBox Box)> Truth, Domain.Detection[] Detections, ColorHistogram[] Colors);
