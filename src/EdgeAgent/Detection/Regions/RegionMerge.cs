using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection.Regions;

/// <summary>
/// Several looks at one picture, the whole and parts of it, as one list with one box for each thing. Not thread-safe; used again for each
/// frame.
/// </summary>
/// <param name="iou">Boxes of one class that overlap more are of one thing, whoever saw them.</param>
internal sealed class RegionMerge(float iou)
{
    /// <summary>Of one look, the surest: the tracker takes no more from a frame.</summary>
    private const int MostOfALook = 300;

    /// <summary>Of all looks together: what is left of one picture after more is noise, and the cost is quadratic.</summary>
    private const int MostOfAll = 1000;

    /// <summary>Two looks agree from here on. Neighbours in a crowd overlap as much; each box takes one partner of a look, the best.</summary>
    private const float SameThing = 0.4f;

    /// <summary>The same where they do not agree on the class; the tracker's own limit.</summary>
    private const float SameThingOtherClass = 0.7f;

    /// <summary>This share of the smaller box lies in the larger: a piece of it, or the larger is two things taken for one.</summary>
    private const float Contained = 0.65f;

    /// <summary>
    /// A box that lies so far within a surer one and fills so much of it is a piece of the same: looked at closer, a person's upper body
    /// alone passes for a person. Two who hide each other do not lie so.
    /// </summary>
    private const float PieceContained = 0.8f;

    private const float PieceOverlap = 0.4f;

    private readonly List<Sight> _merged = [];
    private readonly List<Sight> _next = [];
    private readonly List<(float Agreement, int Merged, int Next)> _pairs = [];
    private (int Width, int Height) _picture;
    private int _looks;

    /// <summary>Begins with a picture of that size.</summary>
    public void Begin(int width, int height)
    {
        _merged.Clear();
        (_picture, _looks) = ((width, height), 0);
    }

    /// <summary>Takes in what one look has given, best first and suppressed, normalised to what was looked at.</summary>
    /// <param name="region">The part that was looked at; null for the whole picture.</param>
    /// <param name="detections">What was found in it.</param>
    public void Add(PixelRectangle? region, List<Domain.Detection> detections)
    {
        var (width, height) = _picture;
        var seen = region?.Within(width, height).Of(width, height) ?? new BoundingBox(0, 0, 1, 1);
        _next.Clear();
        for (var i = 0; i < Math.Min(detections.Count, MostOfALook); i++)
        {
            var box = detections[i].Box;
            var inPicture = new BoundingBox(
                seen.X + (box.X * seen.Width), seen.Y + (box.Y * seen.Height), box.Width * seen.Width, box.Height * seen.Height);
            _next.Add(Sight.Of(detections[i] with { Box = inPicture }, seen, _looks));
        }

        MergeAgreeing();
        AbsorbPieces();
        DropContained();
        _merged.AddRange(_next);
        _looks++;
    }

    /// <summary>Fills <paramref name="detections"/> with what was seen whole, best first.</summary>
    public void Finish(List<Domain.Detection> detections)
    {
        _merged.RemoveAll(static sight => sight.IsCut);
        _merged.Sort(static (a, b) => b.Detection.Score.CompareTo(a.Detection.Score));
        var kept = 0;
        for (var i = 0; i < Math.Min(_merged.Count, MostOfAll); i++)
        {
            var same = FindSame(_merged[i], kept);
            if (same < 0)
            {
                _merged[kept++] = _merged[i];
            }
            else if (_merged[i].ReachesBeyond(_merged[same]))
            {
                // The surer one is a piece that ends short of the edge that cut it.
                _merged[same] = _merged[same].WithBoxOf(_merged[i]);
            }
        }

        detections.Clear();
        for (var i = 0; i < kept; i++)
        {
            detections.Add(_merged[i].Detection);
        }
    }

    /// <summary>Which of the first <paramref name="count"/> is of the same thing; -1 where none is.</summary>
    private int FindSame(in Sight candidate, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_merged[i].Detection.ClassId == candidate.Detection.ClassId && IsSame(_merged[i].Box, candidate.Box))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsSame(in BoundingBox surer, in BoundingBox candidate)
    {
        var overlap = surer.IntersectionOverUnion(candidate);
        return overlap > iou || (overlap >= PieceOverlap && Sight.Containment(surer, candidate) >= PieceContained);
    }

    /// <summary>Joins the boxes of the next look with those that are there, each with one at most, best agreement first.</summary>
    private void MergeAgreeing()
    {
        _pairs.Clear();
        for (var m = 0; m < _merged.Count; m++)
        {
            for (var n = 0; n < _next.Count; n++)
            {
                var isSameClass = _merged[m].Detection.ClassId == _next[n].Detection.ClassId;
                var agreement = Sight.Agreement(_merged[m], _next[n]);
                if (agreement >= (isSameClass ? SameThing : SameThingOtherClass))
                {
                    // Those of one class come first.
                    _pairs.Add((isSameClass ? 1 + agreement : agreement, m, n));
                }
            }
        }

        _pairs.Sort(static (a, b) => b.Agreement != a.Agreement ? b.Agreement.CompareTo(a.Agreement) : (a.Merged, a.Next).CompareTo((b.Merged, b.Next)));
        var look = 1u << _looks;
        foreach (var (_, m, n) in _pairs)
        {
            if ((_merged[m].Looks & look) == 0 && _next[n].Looks == look)
            {
                _merged[m] = Sight.Merge(_merged[m], _next[n]);
                _next[n] = _next[n] with { Looks = 0 };
            }
        }

        _next.RemoveAll(static sight => sight.Looks == 0);
    }

    /// <summary>What an earlier look took for whole is a piece of somebody where this look sees nobody else there, and him farther than that look reached.</summary>
    private void AbsorbPieces()
    {
        var look = 1u << _looks;
        for (var m = _merged.Count - 1; m >= 0; m--)
        {
            var piece = _merged[m];
            for (var i = 0; i < _merged.Count && (piece.Looks & look) == 0; i++)
            {
                if ((_merged[i].Looks & look) != 0 && _merged[i].Detection.ClassId == piece.Detection.ClassId
                    && _merged[i].ReachesBeyond(piece) && Sight.Agreement(_merged[i], piece) >= SameThing)
                {
                    _merged[i] = Sight.Merge(_merged[i], piece);
                    _merged.RemoveAt(m);
                    break;
                }
            }
        }
    }

    /// <summary>Of boxes within each other that found no partner, one goes.</summary>
    private void DropContained()
    {
        for (var m = _merged.Count - 1; m >= 0; m--)
        {
            if (IsTwoOf(_merged[m], _next, 1u << _looks))
            {
                _merged.RemoveAt(m);
            }
        }

        for (var n = _next.Count - 1; n >= 0; n--)
        {
            if (IsTwoOf(_next[n], _merged, 0) || IsDropped(n))
            {
                _next.RemoveAt(n);
            }
        }
    }

    /// <summary>Whether a closer look shows two things or more where this one is.</summary>
    /// <param name="sight">The one in question.</param>
    /// <param name="others">Boxes that may be within it.</param>
    /// <param name="look">That they come from, where it is one: a box that has a partner there is right.</param>
    private static bool IsTwoOf(in Sight sight, List<Sight> others, uint look)
    {
        var found = 0;
        if ((sight.Looks & look) == 0)
        {
            foreach (var other in others)
            {
                found += other.Detection.ClassId == sight.Detection.ClassId && !other.IsCut && other.IsCloserThan(sight)
                    && other.Box.Area < sight.Box.Area && (other.Looks & sight.Looks) == 0
                    && Sight.IsWithin(sight.Box, other.Seen) && Sight.Containment(other.Box, sight.Box) >= Contained ? 1 : 0;
            }
        }

        return found >= 2;
    }

    /// <summary>Whether a box of the next look goes; where one that is there goes instead, it takes the place.</summary>
    private bool IsDropped(int n)
    {
        var next = _next[n];
        var look = 1u << _looks;
        for (var m = 0; m < _merged.Count; m++)
        {
            var there = _merged[m];
            if (there.Detection.ClassId != next.Detection.ClassId || (there.Looks & look) != 0 || there.IsCut || next.IsCut
                || Sight.Containment(there.Box, next.Box) < Contained)
            {
                continue;
            }

            var isBetter = there.ReachesBeyond(next) || (!next.ReachesBeyond(there)
                && (there.Detection.Score > next.Detection.Score || (there.Detection.Score == next.Detection.Score && there.IsCloserThan(next))));
            _merged[m] = isBetter ? there : next;
            return true;
        }

        return false;
    }
}
