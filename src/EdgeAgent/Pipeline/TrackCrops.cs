using EdgeAgent.Appearance.Views;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>Keeps a small picture of the best view of each track, and hands it on when the track has ended. Allocates only for better views.</summary>
internal sealed class TrackCrops(Action<TrackCrop> handOn)
{
    // A crowd of more is a crowd: what is one of a hundred tells nobody apart.
    private const int MaximumTracks = 64;

    // A view that is hardly better is not worth the work.
    private const float Better = 1.2f;

    private readonly Dictionary<int, TrackCrop> _best = [];

    public void Observe(Frame frame, IReadOnlyList<Track> tracks)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            if (track.State == TrackState.Removed)
            {
                HandOn(track.Id);
            }
            else if (track.State == TrackState.Confirmed && track.LastSeen == frame.Time)
            {
                Look(frame, track, tracks);
            }
        }
    }

    /// <summary>No more frames will come.</summary>
    public void Finish()
    {
        foreach (var id in _best.Keys.ToList())
        {
            HandOn(id);
        }
    }

    private void Look(Frame frame, in Track track, IReadOnlyList<Track> tracks)
    {
        // Who is known has to be seen better; of anybody else any picture is better than none.
        var least = _best.TryGetValue(track.Id, out var best) ? best.Quality * Better : -1;
        if (best is null && _best.Count >= MaximumTracks)
        {
            return;
        }

        var atBest = CropQuality.AtBest(frame, track, tracks);
        if (atBest > least && CropQuality.Of(frame, track, atBest) is var quality && quality > least && JpegCrop.Encode(frame, track.Sight) is { } jpeg)
        {
            _best[track.Id] = new TrackCrop(track.Id, frame.Time, track.Sight, quality, jpeg);
        }
    }

    private void HandOn(int id)
    {
        if (_best.Remove(id, out var crop))
        {
            handOn(crop);
        }
    }
}
