using System.Collections.Immutable;
using System.ComponentModel;
using EdgeAgent.Messaging;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Control.Verbs;

/// <summary>Somebody, or a vehicle, that fits: a resemblance, never an identity.</summary>
internal sealed record FoundSighting(
    [Description("Of the sighting.")] Guid Id,
    [Description("Id of the camera that saw it.")] string Camera,
    [Description("Number under which the camera followed it: unique per camera and run.")] int Track,
    [Description("First seen.")] DateTimeOffset From,
    [Description("Last seen.")] DateTimeOffset To,
    [Description("What all of its times are worth.")] ClockState Clock,
    [Description("How well it fits, 0–1.")] double Score,
    [Description("When it was seen best.")] DateTimeOffset BestTime,
    [Description("Where it was then: `[x, y, width, height]`, 0–1.")] ImmutableArray<float> BestBox)
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
