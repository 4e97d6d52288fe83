using System.Runtime.InteropServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Where the foot points of the tracks in view have been in the last seconds.</summary>
internal sealed class TrackTrails
{
    /// <summary>A trail is as long as this, and fades over it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    // A fast walk is about one body height in a second, a car at 50 km/h three of its lengths.
    private const float SizesAtOnce = 0.25f;
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
                trail.Add(new TrailPoint(track.Box.FootPoint, time, trail.Count > 0 && Jumped(trail[^1], track.Box, time, aspect)));
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

    private static bool Jumped(TrailPoint last, BoundingBox box, MediaTime time, float aspect)
    {
        var (foot, gap) = (box.FootPoint, time - last.Time);
        var distance = MathF.Sqrt(MathF.Pow((foot.X - last.Point.X) * aspect, 2) + MathF.Pow(foot.Y - last.Point.Y, 2));
        var size = Math.Max(box.Width * aspect, box.Height);
        return gap > LongestGap || distance > size * (SizesAtOnce + (SizesPerSecond * (float)gap.TotalSeconds));
    }
}
