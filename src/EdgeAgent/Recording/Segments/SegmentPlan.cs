using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Segments;

/// <summary>What all segments of one connection share.</summary>
/// <param name="Root">The directory of the recordings.</param>
/// <param name="Connection">Made for each connection to the camera.</param>
/// <param name="Fragment">How much media may wait in memory.</param>
internal sealed record SegmentPlan(string Root, CameraId Camera, Guid Connection, TimeSpan Fragment);
