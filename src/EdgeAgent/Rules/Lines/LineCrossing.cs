using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;

namespace EdgeAgent.Rules.Lines;

/// <summary>
/// Tells once when one track's foot point has crossed a line: seen twice in a row farther from it than a margin, with one more crossing
/// that way than back since it was last that far. A foot point that jitters on the line tells nothing.
/// </summary>
/// <param name="line">The line.</param>
/// <param name="margin">In heights of the object.</param>
/// <param name="foot">Where the track is first seen.</param>
internal sealed class LineCrossing(Line line, double margin, NormalizedPoint foot)
{
    /// <summary>A jump there and back is a mistake of the tracker's.</summary>
    private const int NeededSights = 2;

    private NormalizedPoint _last = foot;
    private int _sights;

    /// <summary>Crossings to the right less those to the left, since it was last told or clear of the line.</summary>
    public int Net { get; private set; }

    /// <summary>Where it is now, without having crossed anything on the way there.</summary>
    public void Restart(NormalizedPoint point)
    {
        _last = point;
        (Net, _sights) = (0, 0);
    }

    /// <summary>The next sight; null while it has not crossed.</summary>
    /// <param name="box">That is seen.</param>
    /// <param name="aspect">Width of the picture by its height.</param>
    /// <param name="mayTell">Else a crossing waits for the next sight at which it may be told.</param>
    public LineDirection? See(in BoundingBox box, double aspect, bool mayTell = true)
    {
        var point = box.FootPoint;
        if (line.Crossing(_last, point) is { } crossed)
        {
            Net += crossed == LineDirection.ToRight ? 1 : -1;
            _last = point;
        }
        else if (!line.Touches(point))
        {
            // From a point on the line nobody can tell where it came from.
            _last = point;
        }

        _sights = Net != 0 && PictureDistance.To(line, point, aspect) > margin * box.Height ? _sights + 1 : 0;
        if (_sights < NeededSights || !mayTell)
        {
            return null;
        }

        var direction = Net > 0 ? LineDirection.ToRight : LineDirection.ToLeft;
        (Net, _sights) = (0, 0);
        return direction;
    }
}
