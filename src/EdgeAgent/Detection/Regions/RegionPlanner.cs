using System.Runtime.InteropServices;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection.Regions;

/// <summary>
/// Chooses the parts of a frame that are looked at closer: round tracks that are small, doubtful or just lost, round changes that no
/// track explains, and in turn everywhere, since who stands still far away is neither. The same frames and tracks give the same regions.
/// </summary>
/// <param name="input">Of the model.</param>
/// <param name="most">Regions of a frame at most.</param>
internal sealed class RegionPlanner(ModelInput input, int most)
{
    /// <summary>Pixels of the model's input that a thing's longer side should have to be seen well.</summary>
    private const float WellSeen = 96;

    private const float DoubtfulScore = 0.5f;

    private const float LostWeight = 3;
    private const float DoubtfulWeight = 2;
    private const float SmallWeight = 1;
    private const float ChangeWeight = 1.5f;

    /// <summary>Not looked at for so many turns, a need is worth twice as much.</summary>
    private const float Patience = 3;

    private const int MostPatience = 30;

    /// <summary>What a region must bring: half of what a small track that was just looked at is worth.</summary>
    private const float LeastGain = 0.2f;

    /// <summary>However much else there is to see, a place in turn is looked at in every so many frames.</summary>
    private const int TurnOfPlaces = 5;

    private const float Around = 0.25f;

    private readonly ChangeMap _changes = new();
    private readonly ChangedPlaces _changedPlaces = new();
    private readonly List<Need> _needs = [];
    private readonly List<PixelRectangle> _regions = [];
    private RegionGrid? _grid;
    private long _turn;
    private long _placeTurn;

    /// <summary>How many the last frame would have had, had there been time for all.</summary>
    public int Asked { get; private set; }

    /// <summary>The regions of the next frame, most needed first; valid until the next call.</summary>
    /// <param name="frame">The next frame.</param>
    /// <param name="tracks">As they stand after the frame before it.</param>
    /// <param name="allowed">Regions at most, where there is time for so few only.</param>
    public ReadOnlySpan<PixelRectangle> Plan(Frame frame, IReadOnlyList<Track> tracks, int allowed = int.MaxValue)
    {
        _turn++;
        _regions.Clear();
        if (_grid is null || (_grid.Width, _grid.Height) != (frame.Width, frame.Height))
        {
            _grid = new RegionGrid(frame.Width, frame.Height, input);
        }

        if (_grid.Sizes.Length == 0)
        {
            Asked = 0;
            return default;
        }

        _changes.Observe(frame);
        _needs.Clear();
        AddTracks(_grid, frame, tracks);
        _changedPlaces.Find(_changes, frame.Width, frame.Height, tracks, ChangeWeight, _needs);
        Age(_grid);
        Choose(_grid, Math.Clamp(allowed, 0, most));
        return CollectionsMarshal.AsSpan(_regions);
    }

    private void AddTracks(RegionGrid grid, Frame frame, IReadOnlyList<Track> tracks)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            var (track, box) = (tracks[i], tracks[i].Box);
            var (width, height) = (box.Width * frame.Width, box.Height * frame.Height);
            var side = Math.Max(width, height);
            var weight = track.State switch
            {
                TrackState.Removed => 0,
                TrackState.Lost => LostWeight,
                _ when track.Score < DoubtfulScore => DoubtfulWeight,
                _ => SmallWeight,
            };
            if (weight > 0 && side * grid.Scale < WellSeen && box is { Right: > 0, Bottom: > 0, X: < 1, Y: < 1 })
            {
                var (left, top, margin) = (box.X * frame.Width, box.Y * frame.Height, Around * side);
                _needs.Add(new Need(left - margin, top - margin, left + width + margin, top + height + margin, side, weight));
            }
        }
    }

    private void Age(RegionGrid grid)
    {
        foreach (ref var need in CollectionsMarshal.AsSpan(_needs))
        {
            var age = Math.Min(_turn - 1 - grid.LookedAt(need.X, need.Y), MostPatience);
            need = need with { Weight = need.Weight * (1 + (age / Patience)) };
        }
    }

    private void Choose(RegionGrid grid, int count)
    {
        var isPlaceDue = _turn - _placeTurn >= TurnOfPlaces;
        while (_regions.Count < (isPlaceDue ? count - 1 : count) && Best(grid) is { } region)
        {
            Add(grid, region);
            Cover(grid, region);
        }

        // One in turn and no more: an empty street must not cost as much as a full one.
        if (_regions.Count < count)
        {
            Add(grid, grid.Stalest());
            _placeTurn = _turn;
        }

        for (Asked = _regions.Count; count < most && Asked < most && Best(grid) is { } left; Asked++)
        {
            Cover(grid, left);
        }
    }

    private void Add(RegionGrid grid, PixelRectangle region)
    {
        _regions.Add(region);
        grid.Look(region, _turn);
    }

    /// <summary>The region that brings most; null where none is worth it.</summary>
    private PixelRectangle? Best(RegionGrid grid)
    {
        PixelRectangle? best = null;
        var most = LeastGain;
        foreach (var need in _needs)
        {
            foreach (var size in need.Weight > 0 ? grid.Sizes : [])
            {
                // Round it, then round all that is in sight so: the neighbours of one are in the middle of a few.
                var region = grid.Round(size, need.X, need.Y);
                var (gain, x, y) = Gain(grid, size, region);
                var moved = grid.Round(size, x, y);
                if (Gain(grid, size, moved) is var other && other.Gain > gain)
                {
                    (region, gain) = (moved, other.Gain);
                }

                if (gain > most)
                {
                    (best, most) = (region, gain);
                }
            }
        }

        return best;
    }

    /// <summary>What a region brings, and the middle of what it shows.</summary>
    private (float Gain, float X, float Y) Gain(RegionGrid grid, (int Width, int Height) size, PixelRectangle region)
    {
        var (gain, left, top, right, bottom) = (0f, float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        var zoom = grid.Zoom(size, input);
        foreach (var need in _needs)
        {
            if (need.Weight > 0 && Shows(grid, region, need))
            {
                var side = need.Side * grid.Scale;
                gain += need.Weight * (Clarity(side * zoom) - Clarity(side));
                (left, top) = (Math.Min(left, need.Left), Math.Min(top, need.Top));
                (right, bottom) = (Math.Max(right, need.Right), Math.Max(bottom, need.Bottom));
            }
        }

        return gain == 0 ? (0, region.X + (region.Width / 2f), region.Y + (region.Height / 2f)) : (gain, (left + right) / 2, (top + bottom) / 2);
    }

    private static float Clarity(float side) => Math.Min(1, side / WellSeen);

    private static bool Shows(RegionGrid grid, PixelRectangle region, in Need need) =>
        (region.X == 0 || need.Left >= region.X) && (region.Right >= grid.Width || need.Right <= region.Right)
        && (region.Y == 0 || need.Top >= region.Y) && (region.Bottom >= grid.Height || need.Bottom <= region.Bottom);

    private void Cover(RegionGrid grid, PixelRectangle region)
    {
        foreach (ref var need in CollectionsMarshal.AsSpan(_needs))
        {
            if (Shows(grid, region, need))
            {
                need = need with { Weight = 0 };
            }
        }
    }
}
