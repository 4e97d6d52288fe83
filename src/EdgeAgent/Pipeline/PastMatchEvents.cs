using EdgeAgent.Domain;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Pipeline;

/// <summary>Makes a start and an end of each match that was found back in time; a clip of it can be asked for by its place in the recording.</summary>
internal static class PastMatchEvents
{
    public static IEnumerable<EdgeEvent> Of(PastMatch match, DateTimeOffset now)
    {
        var sighting = match.Sighting;
        var start = new EdgeEvent
        {
            Id = Guid.CreateVersion7(now),
            EventId = Guid.CreateVersion7(now),
            Type = EventTypes.SearchMatch,
            Phase = EventPhase.Start,
            Severity = Severity.Critical,
            Camera = sighting.Camera,
            Time = sighting.From,
            Utc = sighting.FromUtc,
            BootId = sighting.BootId,
            Tracks = [sighting.Track],
            ObjectClass = sighting.Appearance.Kind.ToString().ToLowerInvariant(),
            BestBox = sighting.BestBox,
            BestBoxTime = sighting.BestTime,
            BestBoxUtc = sighting.BestUtc,
            Detail = match.Detail,
        };
        yield return start;
        yield return start with
        {
            Id = Guid.CreateVersion7(now),
            Phase = EventPhase.End,
            Time = sighting.To,
            Utc = sighting.ToUtc,
            Duration = sighting.To - sighting.From,
            Reason = MatchEnd.LeftView,
        };
    }
}
