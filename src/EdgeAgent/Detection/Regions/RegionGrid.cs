using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection.Regions;

/// <summary>
/// Which sizes regions of a picture have, from the model's own resolution up to where looking closer is not worth it, and the places
/// that cover the picture in turn.
/// </summary>
internal sealed class RegionGrid
{
    /// <summary>A region that shows things less than this much larger than the whole picture does is not worth an inference.</summary>
    public const float LeastZoom = 1.5f;

    private const float ZoomStep = 1.4142135f;
    private const int MostPlaces = 40;
    private const float AlmostAll = 0.95f;

    // So that who stands on a seam of the places is whole in one of them.
    private const float Overlap = 0.15f;

    private readonly long[] _lookedAt;

    public RegionGrid(int width, int height, ModelInput input)
    {
        (Width, Height) = (width, height);
        Scale = Math.Min((float)input.Width / width, (float)input.Height / height);
        List<(int, int)> sizes = [];
        for (var zoom = 1 / Scale; zoom >= LeastZoom; zoom /= ZoomStep)
        {
            sizes.Add((Side(width, input.Width / (Scale * zoom)), Side(height, input.Height / (Scale * zoom))));
        }

        Sizes = [.. sizes];
        Places = PlacesFor(Sizes);
        _lookedAt = new long[Places.Length];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Pixels of the model's input per pixel of the picture, where it is looked at whole.</summary>
    public float Scale { get; }

    /// <summary>In pixels, closest first; none where the whole picture is at the model's resolution already.</summary>
    public (int Width, int Height)[] Sizes { get; }

    /// <summary>Regions of one size that cover the picture.</summary>
    public PixelRectangle[] Places { get; }

    /// <summary>How much larger things are in a region of that width than in the whole picture.</summary>
    public float Zoom((int Width, int Height) size, ModelInput input) =>
        Math.Min((float)input.Width / size.Width, (float)input.Height / size.Height) / Scale;

    /// <summary>A region of that size round a point, moved into the picture.</summary>
    public PixelRectangle Round((int Width, int Height) size, float x, float y) => new(
        Math.Clamp((int)(x - (size.Width / 2f)), 0, Width - size.Width) & ~1,
        Math.Clamp((int)(y - (size.Height / 2f)), 0, Height - size.Height) & ~1,
        size.Width,
        size.Height);

    /// <summary>When the place nearest to a point was last looked at; 0 for never.</summary>
    public long LookedAt(float x, float y)
    {
        var (nearest, least) = (0, float.MaxValue);
        for (var i = 0; i < Places.Length; i++)
        {
            var (dx, dy) = (x - Places[i].X - (Places[i].Width / 2f), y - Places[i].Y - (Places[i].Height / 2f));
            if ((dx * dx) + (dy * dy) < least)
            {
                (nearest, least) = (i, (dx * dx) + (dy * dy));
            }
        }

        return _lookedAt[nearest];
    }

    /// <summary>The place that was not looked at for longest.</summary>
    public PixelRectangle Stalest() => Places[Array.IndexOf(_lookedAt, _lookedAt.Min())];

    /// <summary>Notes for every place whose middle it shows that the region was looked at.</summary>
    public void Look(PixelRectangle region, long turn)
    {
        for (var i = 0; i < Places.Length; i++)
        {
            var (x, y) = (Places[i].X + (Places[i].Width / 2), Places[i].Y + (Places[i].Height / 2));
            if (x >= region.X && x < region.Right && y >= region.Y && y < region.Bottom)
            {
                _lookedAt[i] = turn;
            }
        }
    }

    // A region that leaves out a narrow strip would need another one for it. It begins at even pixels: only an odd one reaches the end of an odd side.
    private static int Side(int side, float pixels) => pixels > AlmostAll * side ? side : Math.Max(2, (int)MathF.Round(pixels) & ~1) | (side & 1);

    private PixelRectangle[] PlacesFor((int Width, int Height)[] sizes)
    {
        foreach (var size in sizes)
        {
            var (columns, rows) = (Count(Width, size.Width), Count(Height, size.Height));
            if (columns * rows <= MostPlaces || size == sizes[^1])
            {
                return
                [
                    .. from row in Enumerable.Range(0, rows)
                       from column in Enumerable.Range(0, columns)
                       select Round(size, Along(Width, size.Width, column, columns), Along(Height, size.Height, row, rows)),
                ];
            }
        }

        return [];
    }

    private static int Count(int side, int region) =>
        region >= side ? 1 : 1 + (int)MathF.Ceiling((side - region) / (region * (1 - Overlap)));

    /// <summary>The middle of one of so many regions, even from edge to edge.</summary>
    private static float Along(int side, int region, int at, int count) =>
        (region / 2f) + (count == 1 ? 0 : (float)(side - region) * at / (count - 1));
}
