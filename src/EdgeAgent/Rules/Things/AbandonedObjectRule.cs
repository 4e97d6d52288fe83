using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>A thing that was not there lies still and nobody stays with it (<c>abandoned-object</c>).</summary>
internal sealed class AbandonedObjectRule(AbandonedObjectOptions options, RuleContext context) : IRule
{
    /// <summary>More at once is a camera that was pushed, or light.</summary>
    private const int MostAtOnce = 6;

    /// <summary>Beyond it nothing is taken on.</summary>
    private const int MostThings = 64;

    /// <summary>Who stands beside a thing for so long is with it.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(5);

    /// <summary>Who put it there may have been there a little before it lay still.</summary>
    private static readonly TimeSpan PutDown = TimeSpan.FromSeconds(3);

    /// <summary>Who was seen where a thing is found now may stand there still, lost by the detector.</summary>
    private static readonly TimeSpan OutOfSight = TimeSpan.FromSeconds(15);

    private readonly Zone _zone = context.Zone(options.Zone);
    private readonly IReadOnlySet<int> _classes = context.ClassIds(options.Classes);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(options.MinimumSeconds);
    private readonly TimeSpan _unattended = TimeSpan.FromSeconds(options.UnattendedSeconds);
    private readonly TimeSpan _gone = TimeSpan.FromSeconds(options.GoneSeconds);
    private readonly SceneWatch _watch = context.Scene;
    private readonly List<Thing> _things = [];
    private SceneBackground? _background;
    private int[] _marks = [];

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        foreach (var thing in _things)
        {
            thing.Incident.Advance(frame.Elapsed);
        }

        if (!_watch.Observe(frame) || !_watch.View.IsGood || _watch.Background is not { } background)
        {
            return;
        }

        if (_background != background)
        {
            _background = background;
            _marks = new int[background.Width * background.Height];
            _things.ForEach(thing => thing.Refit(_watch));
        }

        Find(frame);
        Unite();
        for (var i = _things.Count - 1; i >= 0; i--)
        {
            if (!Follow(_things[i], frame, signals))
            {
                _things.RemoveAt(i);
            }
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var thing in _things)
        {
            thing.Incident.End(time, reason, signals);
        }

        _things.Clear();
    }

    private void Find(in RuleFrame frame)
    {
        var changes = _watch.Changes.Things;
        if (changes.Count > MostAtOnce)
        {
            return;
        }

        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            var box = change.Area.ToBox(_background!.Width, _background.Height);
            if (Known(box) is { } known)
            {
                Regard(known, change);
                continue;
            }

            var share = (double)change.Count / _marks.Length;
            if (share >= options.MinimumArea && share <= options.MaximumArea && _zone.Contains(box.FootPoint)
                && HasRoom())
            {
                _things.Add(Take(change, box, frame.Time));
            }
        }
    }

    /// <summary>Who was lost by the detector stays until the place changes, perhaps for ever, and makes room for what may be told.</summary>
    private bool HasRoom()
    {
        if (_things.Count == MostThings && _things.FindIndex(static thing => thing.IsSomebody) is >= 0 and var somebody)
        {
            _things.RemoveAt(somebody);
        }

        return _things.Count < MostThings;
    }

    /// <summary>What was found in two parts and then as a whole is one thing: the one that was told, or the first.</summary>
    private void Unite()
    {
        for (var i = _things.Count - 1; i > 0; i--)
        {
            for (var j = 0; j < i; j++)
            {
                if (AreOne(_things[i].Box, _things[j].Box) && !(_things[i].IsTold && _things[j].IsTold))
                {
                    _things.RemoveAt(_things[i].IsTold ? j : i);
                    break;
                }
            }
        }
    }

    private static bool AreOne(in BoundingBox a, in BoundingBox b) => a.Intersection(b) > 0.3f * Math.Min(a.Area, b.Area);

    private Thing Take(in StillChange change, in BoundingBox box, MediaTime time)
    {
        var since = time - TimeSpan.FromSeconds(change.AgeSeconds);
        var cells = _watch.Changes.CellsOf(change);
        return new Thing(new Incident(options, context, _zone.Id), _watch, cells, since, change.Score, Outline(cells))
        {
            Still = time - since,
            IsSomebody = _watch.Log.WasSomebody(box, time - OutOfSight),
            Parties = _watch.Log.Near(box, since - PutDown, time, 0.15f, atLeast: 0.1),
        };
    }

    private Thing? Known(in BoundingBox box)
    {
        foreach (var thing in _things)
        {
            if (thing.MayBe(box))
            {
                return thing;
            }
        }

        return null;
    }

    /// <summary>What was found is a thing that is known: more of it has come into view, less of it was it, or it lies otherwise.</summary>
    private void Regard(Thing thing, in StillChange change)
    {
        var (before, now) = ((double)thing.Cells.Length, change.Count);
        var clears = !thing.IsTold && thing.State == ThingState.Present && (now > before * 1.2 || now < before * 0.8);
        var moved = thing.State == ThingState.Changed && now > before * 0.3 && now < before * 4;
        if ((clears || moved) && (double)now / _marks.Length <= options.MaximumArea)
        {
            var cells = _watch.Changes.CellsOf(change);
            thing.Move(_watch, cells, change.Score, Outline(cells));
        }
    }

    /// <summary>False where it is no more.</summary>
    private bool Follow(Thing thing, in RuleFrame frame, List<RuleSignal> signals)
    {
        thing.See(_watch);
        thing.Attend(frame, _watch, Stay);
        Note(thing);
        switch (thing.State)
        {
            case ThingState.Present:
                if (thing is { IsTold: false, IsSomebody: false } && thing.Still >= _minimum && thing.Unattended >= _unattended && thing.InState > TimeSpan.FromSeconds(0.5))
                {
                    Tell(thing, frame, signals);
                }

                return true;
            case ThingState.Gone when thing.InState >= _gone:
                thing.Incident.End(frame.Time, EndReason.Taken, signals);
                return false;
            case ThingState.Changed when thing.InState >= _gone && IsSteady(thing):
                if (thing.HasNoOutline(Outline(thing.Cells)))
                {
                    thing.Incident.End(frame.Time, EndReason.Taken, signals);
                    return false;
                }

                thing.AcceptLook(_watch);
                return true;
            default:
                return true;
        }
    }

    private void Tell(Thing thing, in RuleFrame frame, List<RuleSignal> signals)
    {
        thing.IsTold = true;
        var incident = thing.Incident;
        incident.See(thing.Box, frame.Time, thing.Score);
        if (TrackOf(thing, frame) is { } track)
        {
            (incident.Tracks, incident.ClassId) = ([track.Id], track.ClassId);
        }

        incident.Detail = new EventDetail
        {
            Parties = [.. thing.Parties.Select(party => new EventParty(party.Track, context.Labels[party.ClassId], party.Box, party.Time))],
        };
        incident.Start(frame.Time, signals);
        foreach (var party in thing.Parties)
        {
            context.Trace?.Fired(options.Id, party.Track, frame.Time);
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

    private bool IsSteady(Thing thing)
    {
        var steady = 0;
        foreach (var cell in thing.Cells)
        {
            steady += _background!.IsSteady(cell) ? 1 : 0;
        }

        return steady >= 0.7 * thing.Cells.Length;
    }

    private float Outline(ReadOnlySpan<int> cells)
    {
        foreach (var cell in cells)
        {
            _marks[cell] = 1;
        }

        var outline = ChangeOutline.Measure(_background!, _watch.Occupied, cells, _marks, 1).Now;
        foreach (var cell in cells)
        {
            _marks[cell] = 0;
        }

        return outline;
    }

    private void Note(Thing thing)
    {
        if (context.Trace is not { } trace)
        {
            return;
        }

        foreach (var party in thing.Parties)
        {
            trace.Note(options.Id, party.Track, 0, "seconds that a thing beside it has lain still in the zone", thing.Still.TotalSeconds, options.MinimumSeconds);
            if (thing.Still >= _minimum)
            {
                trace.Note(options.Id, party.Track, 1, "seconds that nobody has stood beside the thing", thing.Unattended.TotalSeconds, options.UnattendedSeconds);
            }
        }
    }
}
