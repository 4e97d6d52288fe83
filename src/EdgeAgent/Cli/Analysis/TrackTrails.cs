using System.Runtime.InteropServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis;

/// <summary>Where the foot points of the tracks in view have been.</summary>
internal sealed class TrackTrails
{
    private readonly Dictionary<int, List<NormalizedPoint>> _trails = [];

    public void Add(IReadOnlyList<Track> tracks)
    {
        foreach (var track in tracks)
        {
            if (track.State == TrackState.Removed)
            {
                _trails.Remove(track.Id);
            }
            else if (track.State == TrackState.Confirmed)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_trails, track.Id, out _) ??= [];
                _trails[track.Id].Add(track.Box.FootPoint);
            }
        }
    }

    public ReadOnlySpan<NormalizedPoint> Of(int trackId) =>
        _trails.TryGetValue(trackId, out var trail) ? CollectionsMarshal.AsSpan(trail) : [];
}
