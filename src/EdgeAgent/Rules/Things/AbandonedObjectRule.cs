using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Things;

/// <summary>A thing that was not there lies still and nobody stays with it (<c>abandoned-object</c>): one event from then until it is taken.</summary>
internal sealed class AbandonedObjectRule(AbandonedObjectOptions options, RuleContext context) : IRule
{
    /// <summary>In view for so long, so that none is told in the moment in which somebody steps aside.</summary>
    private static readonly TimeSpan InView = TimeSpan.FromSeconds(0.5);

    private readonly Zone _zone = context.Zone(options.Zone);
    private readonly IReadOnlySet<int> _classes = context.ClassIds(options.Classes);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(options.MinimumSeconds);
    private readonly TimeSpan _unattended = TimeSpan.FromSeconds(options.UnattendedSeconds);
    private readonly TimeSpan _gone = TimeSpan.FromSeconds(options.GoneSeconds);
    private readonly ThingFinder _finder = new(options, context.Zone(options.Zone), context.Scene);
    private readonly Dictionary<Thing, Incident> _incidents = [];

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        var watch = context.Scene;
        if (!watch.Observe(frame) || !watch.View.IsGood || watch.Background is null)
        {
            return;
        }

        _finder.Observe(frame.Time);
        for (var i = _finder.Things.Count - 1; i >= 0; i--)
        {
            var thing = _finder.Things[i];
            thing.See(_gone);
            thing.Attendance.Observe(thing.Box, frame, watch);
            Note(thing);
            if (thing.IsTaken)
            {
                End(thing, frame.Time, EndReason.Taken, signals);
                _finder.Things.RemoveAt(i);
            }
            else if (IsAbandoned(thing))
            {
                Tell(thing, frame, signals);
            }
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var thing in _finder.Things)
        {
            End(thing, time, reason, signals);
        }

        _finder.Things.Clear();
    }

    private bool IsAbandoned(Thing thing) =>
        thing is { State: ThingState.Present, IsTold: false, IsSomebody: false } && thing.InState > InView
        && thing.Still >= _minimum && thing.Attendance.Unattended >= _unattended;

    private void Tell(Thing thing, in RuleFrame frame, List<RuleSignal> signals)
    {
        var incident = new Incident(options, context, _zone.Id);
        incident.See(thing.Box, frame.Time, thing.Score);
        if (TrackOf(thing, frame) is { } track)
        {
            (incident.Tracks, incident.ClassId) = ([track.Id], track.ClassId);
        }

        incident.StartNaming(thing.Attendance.Parties, options, context, frame.Time, signals);
        _incidents.Add(thing, incident);
        thing.IsTold = true;
    }

    private void End(Thing thing, MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (_incidents.Remove(thing, out var incident))
        {
            incident.End(time, reason, signals);
        }
    }

    private Track? TrackOf(Thing thing, in RuleFrame frame)
    {
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State == TrackState.Confirmed && _classes.Contains(track.ClassId) && track.Box.IntersectionOverUnion(thing.Box) > 0.3f)
            {
                return track;
            }
        }

        return null;
    }

    private void Note(Thing thing)
    {
        if (context.Trace is not { } trace)
        {
            return;
        }

        foreach (var party in thing.Attendance.Parties)
        {
            trace.Note(options.Id, party.Track, 0, "seconds that a thing beside it has lain still in the zone", thing.Still.TotalSeconds, options.MinimumSeconds);
            if (thing.Still >= _minimum)
            {
                trace.Note(options.Id, party.Track, 1, "seconds that nobody has stood beside the thing", thing.Attendance.Unattended.TotalSeconds, options.UnattendedSeconds);
            }
        }
    }
}
