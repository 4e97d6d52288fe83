using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording.Holds;

/// <summary>The segments of a camera that show any of this.</summary>
internal delegate IReadOnlyList<Segment> SegmentSearch(CameraId camera, DateTimeOffset from, DateTimeOffset to);
