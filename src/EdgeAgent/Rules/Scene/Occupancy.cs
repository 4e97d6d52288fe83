using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>The cells before which somebody stands.</summary>
internal sealed class Occupancy(TrackGroups groups)
{
    /// <summary>Boxes are cut close: feet, elbows and the shadow at the feet lie just beyond them.</summary>
    private const float Margin = 0.08f;

    private bool[] _cells = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public ReadOnlySpan<bool> Cells => _cells;

    public bool this[int cell] => _cells[cell];

    public void Fill(int width, int height, in RuleFrame frame)
    {
        if (width != Width || height != Height)
        {
            (Width, Height, _cells) = (width, height, new bool[width * height]);
        }

        Array.Clear(_cells);
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State != TrackState.Removed && groups.IsSomebody(track.ClassId))
            {
                Add(track.Box);
            }
        }
    }

    private void Add(in BoundingBox box)
    {
        if (!float.IsFinite(box.X + box.Y + box.Width + box.Height))
        {
            return;
        }

        var side = Math.Max(box.Width, box.Height * 0.3f) * Margin;
        var area = CellArea.Of(new BoundingBox(box.X - side, box.Y - side, box.Width + (2 * side), box.Height + (2 * side)), Width, Height);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            _cells.AsSpan((y * Width) + area.Left, area.Width).Fill(true);
        }
    }
}
