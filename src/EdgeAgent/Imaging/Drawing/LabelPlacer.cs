using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Finds room for labels: no two lie on each other, all lie inside the picture, and they hide as little as they can.</summary>
internal sealed class LabelPlacer(SKSize picture)
{
    /// <summary>How much less a place may cost that the label had before: labels that jump cannot be read.</summary>
    private const float Loyalty = 0.6f;

    // The last two of the places do not touch their box.
    private const int FirstFar = 13;
    private const float FarCost = 0.5f;

    private readonly List<SKRect> _taken = [];
    private readonly List<SKRect> _subjects = [];

    /// <summary>This place is in use, whatever lies there.</summary>
    public void Take(SKRect place) => _taken.Add(place);

    /// <summary>What the picture is about: labels go elsewhere where they can.</summary>
    public void Spare(SKRect subject) => _subjects.Add(subject);

    /// <summary>Takes the best free place at a box; null where none is free.</summary>
    /// <param name="box">What the label belongs to.</param>
    /// <param name="size">Of the label.</param>
    /// <param name="before">The place, by its number, that the label had in the picture before.</param>
    public (SKRect Place, int Number)? Place(SKRect box, SKSize size, int? before = null)
    {
        (SKRect Place, int Number)? best = null;
        var least = float.MaxValue;
        var number = 0;
        foreach (var corner in Corners(box, size))
        {
            var place = SKRect.Create(
                Math.Clamp(corner.X, 0, Math.Max(0, picture.Width - size.Width)),
                Math.Clamp(corner.Y, 0, Math.Max(0, picture.Height - size.Height)),
                size.Width,
                size.Height);
            if (!_taken.Exists(place.IntersectsWith))
            {
                var area = size.Width * size.Height;
                var cost = Hidden(place) + (0.02f * number * area) + (number >= FirstFar ? FarCost * area : 0) - (number == before ? Loyalty * area : 0);
                if (cost < least)
                {
                    (best, least) = ((place, number), cost);
                }
            }

            number++;
        }

        if (best is { } found && picture.Width >= size.Width && picture.Height >= size.Height)
        {
            _taken.Add(found.Place);
            return best;
        }

        return null;
    }

    /// <summary>Above, below, beside and inside a box, the most usual first.</summary>
    private static IEnumerable<SKPoint> Corners(SKRect box, SKSize size)
    {
        var (above, middle) = (box.Top - size.Height, box.MidX - (size.Width / 2));
        yield return new(box.Left, above);
        yield return new(box.Right - size.Width, above);
        yield return new(middle, above);
        yield return new(box.Left, box.Bottom);
        yield return new(box.Right - size.Width, box.Bottom);
        yield return new(box.Right, box.Top);
        yield return new(box.Left - size.Width, box.Top);
        yield return new(box.Right, box.Bottom - size.Height);
        yield return new(box.Left - size.Width, box.Bottom - size.Height);
        yield return new(box.Left, box.Top);
        yield return new(box.Left, box.Bottom - size.Height);
        yield return new(box.Right, box.MidY);
        yield return new(box.Left - size.Width, box.MidY);
        yield return new(middle, above - size.Height);
        yield return new(middle, box.Bottom + size.Height);
    }

    private float Hidden(SKRect place)
    {
        var sum = 0f;
        foreach (var subject in _subjects)
        {
            var common = SKRect.Intersect(place, subject);
            sum += common.IsEmpty ? 0 : common.Width * common.Height;
        }

        return sum;
    }
}
