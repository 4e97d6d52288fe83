using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording.Holds;

/// <summary>A piece of a camera's recording that is kept for a case, until a day.</summary>
/// <param name="From">Of what is kept.</param>
/// <param name="To">Of what is kept; it may lie in the future.</param>
/// <param name="Until">When the hold ends by itself.</param>
/// <param name="Reason">For people, such as the number of the case.</param>
internal sealed record Hold(Guid Id, string Camera, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Until, string Reason, DateTimeOffset Created)
{
    public bool Covers(Segment segment) =>
        segment.Camera == new CameraId(Camera) && segment.StartUtc.Value < To && segment.EndUtc > From;
}
