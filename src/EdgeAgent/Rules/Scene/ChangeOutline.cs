namespace EdgeAgent.Rules.Scene;

/// <summary>
/// Tells a thing that was put down from the ghost of one that is gone: across the border of the changed cells there is a step in the
/// present picture, or in the background. Light has a border in neither.
/// </summary>
internal static class ChangeOutline
{
    /// <summary>Cells across which a step is measured: a border lies somewhere within one of them.</summary>
    private const int Across = 2;

    /// <summary>Steps now and in the background, which share of the border is in view, and which share somebody hides.</summary>
    public static (float Now, float Usual, float InView, float Hidden) Measure(SceneBackground background, Occupancy occupied, ReadOnlySpan<int> cells, ReadOnlySpan<int> marks, int mark)
    {
        float now = 0, usual = 0;
        var (counted, hidden, all) = (0, 0, 0);
        var (width, height) = (background.Width, background.Height);
        foreach (var cell in cells)
        {
            var (x, y) = (cell % width, cell / width);
            for (var side = 0; side < 4; side++)
            {
                var (dx, dy) = side switch { 0 => (1, 0), 1 => (-1, 0), 2 => (0, 1), _ => (0, -1) };
                if (IsInside(x + dx, y + dy, width, height) && marks[((y + dy) * width) + x + dx] == mark)
                {
                    continue;
                }

                all++;
                var (outerX, outerY) = (x + (Across * dx), y + (Across * dy));
                if (!IsInside(outerX, outerY, width, height))
                {
                    continue;
                }

                var outer = (outerY * width) + outerX;
                if (occupied[outer] || occupied[((y + dy) * width) + x + dx])
                {
                    hidden++;
                    continue;
                }

                if (marks[outer] == mark)
                {
                    continue;
                }

                counted++;
                now += Step(background.Lately, cell, outer);
                usual += Step(background.Usual, cell, outer);
            }
        }

        return counted == 0 ? (0, 0, 0, all == 0 ? 0 : (float)hidden / all) : (now / counted, usual / counted, (float)counted / all, (float)hidden / all);
    }

    public static float Step(ScenePlanes planes, int a, int b) =>
        MathF.Abs(planes.Luma[a] - planes.Luma[b])
        + MathF.Abs(planes.Blue[a] - planes.Blue[b])
        + MathF.Abs(planes.Red[a] - planes.Red[b]);

    private static bool IsInside(int x, int y, int width, int height) => (uint)x < (uint)width && (uint)y < (uint)height;
}
