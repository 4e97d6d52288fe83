using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Pipeline;

/// <summary>Makes a sighting of each track of a person or vehicle when it has ended. For one thread; allocates nothing but for those.</summary>
/// <param name="camera">Whose tracks they are.</param>
/// <param name="clock">The one mapping to UTC.</param>
/// <param name="add">Takes the sighting; must not block.</param>
internal sealed class SightingStage(CameraId camera, IMediaClock clock, Action<Sighting> add)
{
    private readonly Dictionary<int, (Track Track, TrackAppearance Appearance)> _inView = [];
    private readonly Dictionary<int, TrackCrop> _crops = [];

    /// <summary>The best view of a track that ends in this frame; comes before <see cref="Observe"/>.</summary>
    public void Take(TrackCrop crop) => _crops[crop.Track] = crop;

    /// <param name="tracks">After the frame.</param>
    /// <param name="appearances">After it, of those in sight and those removed in it.</param>
    public void Observe(IReadOnlyList<Track> tracks, IReadOnlyList<TrackAppearance> appearances)
    {
        for (int i = 0, next = 0; i < tracks.Count && next < appearances.Count; i++)
        {
            // Appearances come in the order of the tracks, without those of whom there is none.
            var track = tracks[i];
            if (track.Id != appearances[next].Track)
            {
                continue;
            }

            // Where it is when it is given up was predicted: nobody saw it there.
            var isGone = track.State == TrackState.Removed;
            _inView[track.Id] = (isGone && _inView.TryGetValue(track.Id, out var seen) ? seen.Track : track, appearances[next++]);
            if (isGone)
            {
                End(track.Id);
            }
        }

        _crops.Clear();
    }

    /// <summary>Every track has ended: the stream is lost, the camera looks elsewhere, or the agent stops.</summary>
    public void Finish()
    {
        foreach (var id in _inView.Keys.ToList())
        {
            End(id);
        }

        _crops.Clear();
    }

    private void End(int id)
    {
        if (_inView.Remove(id, out var seen))
        {
            add(SightingOf(seen.Track, seen.Appearance, _crops.GetValueOrDefault(id)));
        }
    }

    private Sighting SightingOf(in Track track, in TrackAppearance seen, TrackCrop? crop)
    {
        var from = clock.ToUtc(track.FirstSeen);
        var best = crop?.Time ?? track.LastSeen;
        return new Sighting
        {
            Id = Guid.CreateVersion7(from.Value),
            Camera = camera,
            Track = track.Id,
            BootId = clock.BootId,
            From = track.FirstSeen,
            To = track.LastSeen,
            FromUtc = from,
            ToUtc = clock.ToUtc(track.LastSeen),
            Appearance = seen.Appearance,
            HeightMeters = seen.HeightMeters,
            BestBox = crop?.Box ?? track.Sight,
            BestTime = best,
            BestUtc = clock.ToUtc(best),
            Crop = crop is null ? null : CropStore.NameOf(camera, track.Id, clock.ToUtc(best)),
        };
    }
}
