using EdgeAgent.Domain;

namespace EdgeAgent.Detection.Regions;

/// <summary>Changes that no track explains, as places: changed cells that touch each other are one.</summary>
internal sealed class ChangedPlaces
{
    private const int Most = 32;

    // A track's box is that of the frame before: its object has moved on.
    private const float Explained = 0.3f;

    private readonly Stack<int> _open = new();
    private bool[] _left = [];

    /// <summary>Adds the places to <paramref name="needs"/>.</summary>
    public void Find(ChangeMap map, int width, int height, IReadOnlyList<Track> tracks, float weight, List<Need> needs)
    {
        if (_left.Length != map.Changed.Length)
        {
            _left = new bool[map.Changed.Length];
        }

        map.Changed.CopyTo(_left, 0);
        for (var i = 0; i < tracks.Count; i++)
        {
            Explain(map, width, height, tracks[i].Box);
        }

        for (int cell = 0, found = 0; cell < _left.Length && found < Most; cell++)
        {
            if (_left[cell])
            {
                needs.Add(Grow(map, cell, weight));
                found++;
            }
        }
    }

    private void Explain(ChangeMap map, int width, int height, in BoundingBox box)
    {
        var (dx, dy) = (Explained * box.Width, Explained * box.Height);
        var (left, right) = (Cell((box.X - dx) * width, map.CellSide, map.Columns), Cell((box.Right + dx) * width, map.CellSide, map.Columns));
        var (top, bottom) = (Cell((box.Y - dy) * height, map.CellSide, map.Rows), Cell((box.Bottom + dy) * height, map.CellSide, map.Rows));
        for (var row = top; row <= bottom; row++)
        {
            _left.AsSpan((row * map.Columns) + left, right - left + 1).Clear();
        }
    }

    private static int Cell(float pixels, int side, int count) => (int)Math.Clamp(pixels / side, 0, count - 1);

    private Need Grow(ChangeMap map, int first, float weight)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, 0, 0);
        Take(first);
        while (_open.TryPop(out var cell))
        {
            var (column, row) = (cell % map.Columns, cell / map.Columns);
            (left, top, right, bottom) = (Math.Min(left, column), Math.Min(top, row), Math.Max(right, column), Math.Max(bottom, row));
            if (column > 0)
            {
                Take(cell - 1);
            }

            if (column < map.Columns - 1)
            {
                Take(cell + 1);
            }

            if (row > 0)
            {
                Take(cell - map.Columns);
            }

            if (row < map.Rows - 1)
            {
                Take(cell + map.Columns);
            }
        }

        // Only what moves of a person changes: there is more of them round it.
        var side = map.CellSide;
        return new Need(
            (left - 1) * side, (top - 1) * side, (right + 2) * side, (bottom + 2) * side, Math.Max(right + 1 - left, bottom + 1 - top) * side, weight);
    }

    private void Take(int cell)
    {
        if (_left[cell])
        {
            _left[cell] = false;
            _open.Push(cell);
        }
    }
}
