using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>Finds the things that came into a zone: what has changed in the scene and stays, and is no thing that is known already.</summary>
/// <param name="options">How large a thing is.</param>
/// <param name="zone">In which its foot point lies.</param>
/// <param name="watch">Of the scene.</param>
internal sealed class ThingFinder(AbandonedObjectOptions options, Zone zone, SceneWatch watch)
{
    /// <summary>More at once is a camera that was pushed, or light.</summary>
    private const int MostAtOnce = 6;

    /// <summary>Beyond it nothing is taken on.</summary>
    private const int MostThings = 64;

    /// <summary>Who put it there may have been there a little before it lay still.</summary>
    private static readonly TimeSpan PutDown = TimeSpan.FromSeconds(3);

    /// <summary>Who was seen where a thing is found now may stand there still, lost by the detector.</summary>
    private static readonly TimeSpan OutOfSight = TimeSpan.FromSeconds(15);

    private readonly ThingOutlines _outlines = new(watch);
    private readonly List<Thing> _things = [];
    private SceneBackground? _background;

    /// <summary>Those that are known; whoever follows them takes out what is no more.</summary>
    public List<Thing> Things => _things;

    /// <summary>After each step of the scene, while its view is good.</summary>
    public void Observe(MediaTime time)
    {
        if (_background != watch.Background)
        {
            _background = watch.Background;
            _things.ForEach(static thing => thing.Refit());
        }

        Find(time);
        Unite();
    }

    private void Find(MediaTime time)
    {
        var changes = watch.Changes.Things;
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
            }
            else if (Share(change) >= options.MinimumArea && Share(change) <= options.MaximumArea && zone.Contains(box.FootPoint) && HasRoom())
            {
                _things.Add(Take(change, box, time));
            }
        }
    }

    /// <summary>Of the picture.</summary>
    private double Share(in StillChange change) => (double)change.Count / (_background!.Width * _background.Height);

    /// <summary>Who was lost by the detector stays until the place changes, perhaps for ever, and makes room for what may be told.</summary>
    private bool HasRoom()
    {
        if (_things.Count == MostThings && _things.FindIndex(static thing => thing.IsSomebody) is >= 0 and var somebody)
        {
            _things.RemoveAt(somebody);
        }

        return _things.Count < MostThings;
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

    private Thing Take(in StillChange change, in BoundingBox box, MediaTime time)
    {
        var still = TimeSpan.FromSeconds(change.AgeSeconds);
        return new Thing(watch, _outlines, watch.Changes.CellsOf(change), change.Score)
        {
            Still = still,
            IsSomebody = watch.Log.WasSomebody(box, time - OutOfSight),
            Attendance = new Attendance(watch.Log.Near(box, time - still - PutDown, time, 0.15f, atLeast: 0.1)),
        };
    }

    /// <summary>What was found is a thing that is known: more of it has come into view, less of it was it, or it lies otherwise.</summary>
    private void Regard(Thing thing, in StillChange change)
    {
        var (before, now) = ((double)thing.Cells.Length, change.Count);
        var clears = !thing.IsTold && thing.State == ThingState.Present && (now > before * 1.2 || now < before * 0.8);
        var moved = thing.State == ThingState.Changed && now > before * 0.3 && now < before * 4;
        if ((clears || moved) && Share(change) <= options.MaximumArea)
        {
            thing.Move(watch.Changes.CellsOf(change), change.Score);
        }
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
}
