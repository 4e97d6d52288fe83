using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>An event about a thing names those who were at it.</summary>
internal static class IncidentParties
{
    /// <summary>Starts it, naming them; the rule has fired for each of their tracks.</summary>
    public static void StartNaming(
        this Incident incident, IReadOnlyList<TrackSample> parties, RuleOptions rule, RuleContext context, MediaTime time, List<RuleSignal> signals)
    {
        incident.Detail = new EventDetail
        {
            Parties = [.. parties.Select(party => new EventParty(party.Track, context.Labels[party.ClassId], party.Box, party.Time))],
        };
        incident.Start(time, signals);
        foreach (var party in parties)
        {
            context.Trace?.Fired(rule.Id, party.Track, time);
        }
    }
}
