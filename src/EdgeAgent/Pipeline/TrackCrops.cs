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

    private readonly Dictionary<int, View> _best = [];

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
                Look(frame, track);
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

    /// <summary>Large and sure; what is cut off by the picture's edge counts for what is left of it.</summary>
    private static float QualityOf(in Track track) => track.Score * MathF.Sqrt(track.Sight.ClampToPicture().Area);

    private void Look(Frame frame, in Track track)
    {
        var quality = QualityOf(track);
        var isKnown = _best.TryGetValue(track.Id, out var best);
        if ((isKnown ? quality > best.Quality * Better : _best.Count < MaximumTracks) && JpegCrop.Encode(frame, track.Sight) is { } jpeg)
        {
            _best[track.Id] = new View(quality, new TrackCrop(track.Id, frame.Time, track.Sight, jpeg));
        }
    }

    private void HandOn(int id)
    {
        if (_best.Remove(id, out var view))
        {
            handOn(view.Crop);
        }
    }

    private readonly record struct View(float Quality, TrackCrop Crop);
}
