using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>One track, whichever run of the agent asks: live it has no sighting yet, and afterwards no other name.</summary>
/// <param name="BootId">Of the media time.</param>
/// <param name="Track">Unique per camera and run.</param>
/// <param name="From">Its first view, by which the runs of one boot are told apart.</param>
internal readonly record struct SightingKey(CameraId Camera, Guid BootId, int Track, MediaTime From)
{
    public static SightingKey Of(Sighting sighting) => new(sighting.Camera, sighting.BootId, sighting.Track, sighting.From);
}
