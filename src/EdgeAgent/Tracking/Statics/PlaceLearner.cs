using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>Watches the places where detections stay. A few hundred at most, used again: watching allocates nothing.</summary>
/// <param name="classes">Of the model, by their index.</param>
/// <param name="aspect">Width of the picture by its height.</param>
internal sealed class PlaceLearner(ClassPatience[] classes, double aspect)
{
    public const int MostPlaces = 256;

    // What is beyond the first so many detections of a frame is not looked at; models give fewer.
    private const int MostLookedAt = 256;

    // What is there so early was there before; a bag that is put down a little later was not.
    private const double StartSeconds = 5;

    // Somebody who moved here was near, within one height, not longer ago than that; at the least three frames.
    private const double ArrivalSeconds = 2.5;

    // All at once: what comes and goes in a street needs no memory then.
    private readonly List<WatchedPlace> _places = new(MostPlaces);
    private readonly Stack<WatchedPlace> _free = new(Enumerable.Range(0, MostPlaces).Select(_ => new WatchedPlace()));
    private long _frame;
    private long _lastNumber;

    public int Count => _places.Count;

    /// <summary>Width of the picture by its height.</summary>
    public double Aspect { get; set; } = aspect;

    /// <summary>Takes in a frame.</summary>
    /// <param name="detections">All of them.</param>
    /// <param name="marked">Those that are known already; all that have found their place are marked as well.</param>
    /// <param name="now">Running time.</param>
    /// <param name="step">Since the frame before.</param>
    public void Observe(List<Domain.Detection> detections, Span<bool> marked, double now, double step)
    {
        _frame++;
        var count = Math.Min(detections.Count, MostLookedAt);
        for (var k = 0; k < count; k++)
        {
            marked[k] = marked[k] || !MayBecome(detections[k]) || IsInItsPlace(detections[k], now, step);
        }

        for (var k = 0; k < count; k++)
        {
            if (!marked[k] && !HasMoved(detections[k], now, step))
            {
                Begin(detections[k], now, step);
            }
        }

        // In two turns: what is over must be known to all that came after it.
        foreach (var place in _places)
        {
            place.Observe(step);
        }

        for (var i = _places.Count - 1; i >= 0; i--)
        {
            if (_places[i].IsDying)
            {
                EndAt(i);
            }
        }
    }

    /// <summary>Takes out one that was in its place for long enough, and is there now.</summary>
    public bool TryTake(out int classId, out BoxMean mean)
    {
        for (var i = 0; i < _places.Count; i++)
        {
            var place = _places[i];
            var patience = classes[place.ClassId];
            if (place.LastSeenFrame == _frame && place.IsStatic(place.Arrived ? patience.ArrivedSeconds : patience.Seconds))
            {
                (classId, mean) = (place.ClassId, place.Mean);
                EndAt(i);
                return true;
            }
        }

        (classId, mean) = (-1, default);
        return false;
    }

    // Comparisons are written so that a value that is not a number fails them.
    private bool MayBecome(in Domain.Detection detection)
    {
        var box = detection.Box;
        if (detection.ClassId < 0 || detection.ClassId >= classes.Length || !(box.Area > 0) || !float.IsFinite(box.X + box.Y + box.Area))
        {
            return false;
        }

        // Who lies there must be seen for as long as it takes.
        var patience = classes[detection.ClassId];
        return !patience.Never && !(patience.IsPerson && box.Width * Aspect > box.Height);
    }

    /// <summary>Each detection goes to the place of its class that it fits best.</summary>
    private bool IsInItsPlace(in Domain.Detection detection, double now, double step)
    {
        var (best, fit) = (default(WatchedPlace), 0f);
        foreach (var place in _places)
        {
            if (place.ClassId == detection.ClassId && place.LastFrame != _frame && place.Fit(detection.Box) is var found && found > fit)
            {
                (best, fit) = (place, found);
            }
        }

        best?.See(detection.Box, _frame, now, step);
        return best is not null;
    }

    /// <summary>It is beside a place whose own detection is missing, and has not been for long.</summary>
    private bool HasMoved(in Domain.Detection detection, double now, double step)
    {
        var moved = false;
        foreach (var place in _places)
        {
            if (place.ClassId == detection.ClassId && place.LastFrame != _frame && place.IsNear(detection.Box))
            {
                place.Move(detection.Box, _frame, now, step);
                moved |= !place.IsDeserted;
            }
        }

        return moved;
    }

    private void Begin(in Domain.Detection detection, double now, double step)
    {
        if (_places.Count == MostPlaces)
        {
            return;
        }

        var before = WhatWasNear(detection, now, Math.Max(ArrivalSeconds, 3 * step));
        var arrived = classes[detection.ClassId].IsThing && now > StartSeconds;
        var place = _free.Pop();
        place.Begin(++_lastNumber, detection, _frame, now, arrived, before);
        _places.Add(place);
    }

    /// <summary>The latest place of its class within reach that is empty now.</summary>
    private WatchedPlace? WhatWasNear(in Domain.Detection detection, double now, double seconds)
    {
        var latest = default(WatchedPlace);
        foreach (var place in _places)
        {
            if (place.ClassId == detection.ClassId && place.LastSeenFrame != _frame && now - place.LastActive <= seconds
                && IsWithinReach(place.LastBox, detection.Box) && (latest is null || place.LastActive > latest.LastActive))
            {
                latest = place;
            }
        }

        return latest;
    }

    private bool IsWithinReach(in BoundingBox a, in BoundingBox b)
    {
        var x = (a.X + (a.Width / 2) - b.X - (b.Width / 2)) * Aspect;
        var y = a.Y + (a.Height / 2) - b.Y - (b.Height / 2);
        var reach = Math.Max(Math.Max(a.Width, b.Width) * Aspect, Math.Max(a.Height, b.Height));
        return (x * x) + (y * y) <= reach * reach;
    }

    private void EndAt(int at)
    {
        _places[at].End();
        _free.Push(_places[at]);
        _places.RemoveAt(at);
    }
}
