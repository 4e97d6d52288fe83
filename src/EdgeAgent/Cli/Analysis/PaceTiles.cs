using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis;

/// <summary>
/// Pictures at a steady pace of a video whose length nobody knows before: where they become too many, every second one goes and the
/// pace halves.
/// </summary>
internal sealed class PaceTiles(int capacity) : IDisposable
{
    private readonly List<SheetTile> _tiles = [];
    private TimeSpan _interval = TimeSpan.FromSeconds(1);
    private MediaTime _next;

    public void Take(MediaTime time, Func<SheetTile> make)
    {
        if (time < _next)
        {
            return;
        }

        _tiles.Add(make());
        if (_tiles.Count > capacity)
        {
            _interval *= 2;
            for (var i = _tiles.Count - 2; i > 0; i -= 2)
            {
                _tiles[i].Dispose();
                _tiles.RemoveAt(i);
            }
        }

        _next = time + _interval;
    }

    public IReadOnlyList<SheetTile> All => _tiles;

    /// <summary>So many of them, each from the middle of its part of the video.</summary>
    public IReadOnlyList<SheetTile> Spread(int count) => _tiles.Count <= count
        ? _tiles
        : [.. Enumerable.Range(0, count).Select(i => _tiles[((2 * i) + 1) * _tiles.Count / (2 * count)])];

    public void Dispose() => _tiles.ForEach(tile => tile.Dispose());
}
