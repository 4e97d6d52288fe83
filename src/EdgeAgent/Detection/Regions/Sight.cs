using EdgeAgent.Domain;

namespace EdgeAgent.Detection.Regions;

/// <summary>A box that one look at the picture, or at a part of it, has given.</summary>
/// <param name="Detection">Normalised to the whole picture.</param>
/// <param name="Seen">What was looked at, normalised too.</param>
/// <param name="IsCut">It ends where the look does, though the picture goes on: of what is there only a piece was seen.</param>
/// <param name="Looks">One bit for each look that has a box for it.</param>
internal readonly record struct Sight(Domain.Detection Detection, BoundingBox Seen, bool IsCut, uint Looks)
{
    /// <summary>How near to the edge of a look a box that it cuts may end, as a share of the look's side: boxes are not exact.</summary>
    public const float Margin = 0.025f;

    private const float MostlyThere = 0.7f;

    /// <summary>By how much of itself a box is not exact.</summary>
    private const float Inexact = 0.05f;

    public BoundingBox Box => Detection.Box;

    /// <param name="detection">Normalised to the whole picture.</param>
    /// <param name="seen">What was looked at.</param>
    /// <param name="look">Its number, from 0.</param>
    public static Sight Of(Domain.Detection detection, BoundingBox seen, int look) =>
        new(detection, seen, !IsWithin(detection.Box, seen), 1u << look);

    /// <summary>Whether a look at <paramref name="seen"/> shows all of the box and a little round it; the picture's own edges cut nothing.</summary>
    public static bool IsWithin(in BoundingBox box, in BoundingBox seen)
    {
        var (across, down) = (seen.Width * Margin, seen.Height * Margin);
        return (seen.X <= 0 || box.X > seen.X + across) && (seen.Right >= 1 || box.Right < seen.Right - across)
            && (seen.Y <= 0 || box.Y > seen.Y + down) && (seen.Bottom >= 1 || box.Bottom < seen.Bottom - down);
    }

    /// <summary>How well two boxes agree on what both looks show, 0–1; 0 where neither lies mostly there.</summary>
    public static float Agreement(in Sight one, in Sight other)
    {
        var common = Shared(one.Seen, other.Seen);
        var (a, b) = (Shared(one.Box, common), Shared(other.Box, common));
        return a.Area < MostlyThere * one.Box.Area && b.Area < MostlyThere * other.Box.Area ? 0 : a.IntersectionOverUnion(b);
    }

    /// <summary>Which share of the smaller box lies in the larger one.</summary>
    public static float Containment(in BoundingBox one, in BoundingBox other) =>
        Math.Min(one.Area, other.Area) is > 0 and var smaller ? Shared(one, other).Area / smaller : 0;

    /// <summary>Of two boxes of one thing the one that shows more of it; of two that show all of it, the one that was looked at closer.</summary>
    public static Sight Merge(in Sight one, in Sight other)
    {
        var kept = IsBetter(one, other) ? one : other;
        var surest = one.Detection.Score >= other.Detection.Score ? one : other;
        return surest.WithBoxOf(kept);
    }

    /// <summary>Whether it shows more of the same thing than the other's look does: a piece may end short of the edge that cut it.</summary>
    public bool ReachesBeyond(in Sight other) => ShareBeyond(other.Seen) > other.ShareBeyond(Seen) + Inexact;

    /// <summary>The same with the box, and the look, of another.</summary>
    public Sight WithBoxOf(in Sight other) => other with { Detection = Detection with { Box = other.Box }, Looks = Looks | other.Looks };

    /// <summary>Whether it was looked at closer than the other.</summary>
    public bool IsCloserThan(in Sight other) => Seen.Area < other.Seen.Area;

    private static bool IsBetter(in Sight one, in Sight other)
    {
        if (one.IsCut != other.IsCut)
        {
            return other.IsCut;
        }

        if (one.ReachesBeyond(other) || other.ReachesBeyond(one))
        {
            return one.ReachesBeyond(other);
        }

        return one.IsCut ? one.Box.Area >= other.Box.Area
            : one.IsCloserThan(other) || (!other.IsCloserThan(one) && one.Detection.Score >= other.Detection.Score);
    }

    private float ShareBeyond(in BoundingBox seen) => Box.Area > 0 ? 1 - (Shared(Box, seen).Area / Box.Area) : 0;

    private static BoundingBox Shared(in BoundingBox one, in BoundingBox other)
    {
        var (x, y) = (Math.Max(one.X, other.X), Math.Max(one.Y, other.Y));
        return new BoundingBox(x, y, Math.Max(0, Math.Min(one.Right, other.Right) - x), Math.Max(0, Math.Min(one.Bottom, other.Bottom) - y));
    }
}
