using System.Collections.Immutable;
using EdgeAgent.Messaging;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Control.Verbs;

/// <summary>Somebody, or a vehicle, that fits: a resemblance, never an identity.</summary>
/// <param name="Track">Unique per camera and run.</param>
/// <param name="From">First seen.</param>
/// <param name="To">Last seen.</param>
/// <param name="Clock">Of all of its times.</param>
/// <param name="Score">0–1.</param>
/// <param name="BestTime">When it was seen best.</param>
/// <param name="BestBox"><c>[x, y, width, height]</c>, 0–1.</param>
internal sealed record FoundSighting(
    Guid Id, string Camera, int Track, DateTimeOffset From, DateTimeOffset To, ClockState Clock, double Score, DateTimeOffset BestTime, ImmutableArray<float> BestBox)
{
    public static FoundSighting Of(SightingMatch match)
    {
        var sighting = match.Sighting;
        return new FoundSighting(
            sighting.Id,
            sighting.Camera.Value,
            sighting.Track,
            sighting.FromUtc.Value,
            sighting.ToUtc.Value,
            sighting is { FromUtc.Synchronised: true, ToUtc.Synchronised: true } ? ClockState.Synced : ClockState.Unsynced,
            Math.Round(match.Score, 3),
            sighting.BestUtc.Value,
            MessageJson.Numbers(sighting.BestBox));
    }
}
