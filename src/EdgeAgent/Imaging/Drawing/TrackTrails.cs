using System.Runtime.InteropServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Where the foot points of the tracks in view have been in the last seconds.</summary>
internal sealed class TrackTrails
{
    /// <summary>A trail is as long as this, and fades over it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    // How far from where it was going, in sizes of its box: more than a box jitters, less than to the next person.
    private const float FarthestOff = 0.35f;

    // Without a direction yet: a car at 50 km/h goes three of its lengths in a second.
    private const float SizesPerSecond = 3;

    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, List<TrailPoint>> _trails = [];

    /// <param name="aspect">Width of the picture over its height.</param>
    public void Add(MediaTime time, IReadOnlyList<Track> tracks, float aspect)
    {
        foreach (var track in tracks)
        {
            if (track.State == TrackState.Removed)
            {
                _trails.Remove(track.Id);
            }
            else if (track.State == TrackState.Confirmed)
            {
                var trail = CollectionsMarshal.GetValueRefOrAddDefault(_trails, track.Id, out _) ??= [];
                trail.Add(new TrailPoint(track.Box.FootPoint, time, Jumped(CollectionsMarshal.AsSpan(trail), track.Box, time, aspect)));
            }
        }

        foreach (var trail in _trails.Values)
        {
            trail.RemoveAll(point => time - point.Time > Length);
        }
    }

    /// <summary>Oldest first.</summary>
    public ReadOnlySpan<TrailPoint> Of(int trackId) =>
        _trails.TryGetValue(trackId, out var trail) ? CollectionsMarshal.AsSpan(trail) : [];

    private static bool Jumped(ReadOnlySpan<TrailPoint> trail, BoundingBox box, MediaTime time, float aspect)
    {
        if (trail.IsEmpty)
        {
            return false;
        }

        var (last, gap, farthest) = (trail[^1], (float)(time - trail[^1].Time).TotalSeconds, FarthestOff);
        var (x, y) = (last.Point.X, last.Point.Y);
        if (trail.Length > 1 && !last.Jumped)
        {
            var ahead = gap / (float)(last.Time - trail[^2].Time).TotalSeconds;
            (x, y) = (x + ((x - trail[^2].Point.X) * ahead), y + ((y - trail[^2].Point.Y) * ahead));
        }
        else
        {
            farthest += SizesPerSecond * gap;
        }

        var (off, size) = (box.FootPoint, Math.Max(box.Width * aspect, box.Height));
        return gap > LongestGap.TotalSeconds || MathF.Sqrt(MathF.Pow((off.X - x) * aspect, 2) + MathF.Pow(off.Y - y, 2)) > farthest * size;
    }
}
