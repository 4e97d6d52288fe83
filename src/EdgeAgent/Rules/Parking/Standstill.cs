using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parking;

/// <summary>
/// For how long a box has stood where it is. It stands while it overlaps the box that it had when it stopped; what creeps on in a jam
/// leaves that box by and by. A short deviation, such as by what passes before it, is no move.
/// </summary>
/// <param name="box">At first.</param>
/// <param name="minimumOverlap">Intersection over union with where it stands.</param>
/// <param name="move">Elsewhere for so long, it has moved.</param>
internal sealed class Standstill(BoundingBox box, double minimumOverlap, TimeSpan move)
{
    private BoundingBox _next;
    private TimeSpan _nextTime;
    private TimeSpan _away;

    /// <summary>Where it stands.</summary>
    public BoundingBox Box { get; private set; } = box;

    public TimeSpan Time { get; private set; }

    /// <summary>When last seen it was elsewhere, but not for long enough to have moved.</summary>
    public bool IsAway { get; private set; }

    /// <summary>The next sight; true where it has moved, and stands elsewhere from now on.</summary>
    /// <param name="box">As seen.</param>
    /// <param name="since">Since the sight before.</param>
    public bool See(in BoundingBox box, TimeSpan since)
    {
        if (box.IntersectionOverUnion(Box) >= minimumOverlap)
        {
            Time += IsAway ? _away + since : since;
            IsAway = false;
            return false;
        }

        if (!IsAway)
        {
            // Where frames come slowly, a single one is no move either.
            (IsAway, _away, _next, _nextTime) = (true, since, box, TimeSpan.Zero);
            return false;
        }

        _away += since;
        (_next, _nextTime) = box.IntersectionOverUnion(_next) >= minimumOverlap ? (_next, _nextTime + since) : (box, TimeSpan.Zero);
        if (_away < move)
        {
            return false;
        }

        (Box, Time, IsAway) = (_next, _nextTime, false);
        return true;
    }
}
