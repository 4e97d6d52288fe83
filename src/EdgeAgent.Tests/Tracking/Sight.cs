using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>How much of a box is visible behind others, and what part of its width is hidden from either side; 0–1.</summary>
internal readonly record struct Sight(double Visible, double HiddenLeft, double HiddenRight)
{
    private const int Columns = 6;
    private const int Rows = 8;

    public static Sight Of(in BoundingBox box, List<BoundingBox> nearer)
    {
        var visible = 0;
        Span<int> open = stackalloc int[Columns];
        open.Clear();
        for (var i = 0; i < Columns * Rows; i++)
        {
            var (x, y) = (box.X + (((i % Columns) + 0.5f) / Columns * box.Width), box.Y + (((i / Columns) + 0.5f) / Rows * box.Height));

            // A tenth of a box at either side is not the object itself.
            if (!nearer.Exists(other => y > other.Y && y < other.Bottom
                && x > other.X + (0.1f * other.Width) && x < other.Right - (0.1f * other.Width)))
            {
                visible++;
                open[i % Columns]++;
            }
        }

        var (left, right) = (0, 0);
        for (; left < Columns && open[left] < 3; left++)
        {
        }

        for (; right < Columns && open[Columns - 1 - right] < 3; right++)
        {
        }

        return new Sight(
            (double)visible / (Columns * Rows), left == Columns ? 0 : (double)left / Columns, right == Columns ? 0 : (double)right / Columns);
    }
}
