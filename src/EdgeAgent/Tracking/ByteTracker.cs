using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>
/// ByteTrack (Zhang et al., ECCV 2022, algorithm 1): detections of high score are matched with all tracks first, those of low score
/// then continue the tracks that are still in sight. One per camera; not safe for use by several threads.
/// </summary>
/// <param name="options">Thresholds.</param>
/// <param name="pictureAspect">Width over height of the picture, since normalised boxes do not tell it.</param>
internal sealed class ByteTracker(TrackerOptions options, double pictureAspect = 16.0 / 9)
{
    /// <summary>For so long after its last sight a low score continues a track; ByteTrack's authors do so in sight only, which is one frame.</summary>
    private const double LowScoreSeconds = 1;

    /// <summary>What walked out of the picture is remembered for less long: it comes back soon, or from anywhere.</summary>
    private const double LeftSeconds = 3;

    /// <summary>A camera that pauses for no longer is not lost: who was seen in the last frame before it is looked for in the first one after it.</summary>
    private const double PauseSeconds = 20;

    private readonly DetectionSieve _sieve = new(options);
    private readonly Association _association = new();
    private readonly PairScore _expected = new Affinity(options).Expected;
    private readonly PairScore _withinReach = new Affinity(options).WithinReach;
    private readonly PairScore _reunion = Affinity.Reunion;
    private readonly List<Tracklet> _tracklets = [];
    private readonly List<Tracklet> _known = [];
    private readonly List<Tracklet> _tentative = [];
    private MediaTime? _time;
    private int _lastId;
    private double _pictureAspect = pictureAspect;

    /// <summary>Detections that were refused so far: impossible boxes or scores, and what is beyond the most.</summary>
    public long RejectedDetections { get; private set; }

    /// <summary>Frames so far whose time did not go on. They are tracked with a time step of zero.</summary>
    public long FramesOutOfOrder { get; private set; }

    /// <summary>
    /// Takes in one frame and fills <paramref name="tracks"/> with every track as it stands after it; one that is given up
    /// stands there once more, as <see cref="TrackState.Removed"/>. A tentative track that comes to nothing is reported so too.
    /// </summary>
    public void Update(MediaTime time, ReadOnlySpan<Domain.Detection> detections, List<Track> tracks) =>
        Update(time, detections, [], tracks);

    /// <inheritdoc cref="Update(MediaTime, ReadOnlySpan{Domain.Detection}, List{Track})"/>
    /// <param name="colors">Of each detection; empty ones, or none at all, where they are not known.</param>
    public void Update(MediaTime time, ReadOnlySpan<Domain.Detection> detections, ReadOnlySpan<ColorHistogram> colors, List<Track> tracks)
    {
        Predict(Advance(time));
        RejectedDetections += _sieve.Sift(detections, colors);

        // First what lies where it was expected, then what is left within reach: a track long out of sight reaches far,
        // and must not take the detection of one that is in view.
        _association.Match(_known, _sieve.High, _expected, options.MinimumOverlap, time);
        _association.Match(_known, _sieve.High, _withinReach, options.BufferedMinimumOverlap, time);
        _association.Match(_known, _sieve.High, _reunion, 0, time);
        _association.Match(_tentative, _sieve.High, _withinReach, options.BufferedMinimumOverlap, time);
        _known.RemoveAll(static tracklet => tracklet.State == TrackState.Lost && tracklet.UnseenSeconds > LowScoreSeconds);
        _association.Match(_known, _sieve.Low, _expected, options.LowScoreMinimumOverlap, time);

        _known.ForEach(static tracklet => tracklet.Lose());
        _tentative.ForEach(static tracklet => tracklet.Remove());
        Begin(time);
        Report(tracks);
    }

    /// <summary>The stream was interrupted: tracks live on, but what moved may have turned meanwhile.</summary>
    public void Discontinuity() => _tracklets.ForEach(static tracklet => tracklet.Unsettle());

    /// <summary>The camera looks elsewhere: every track is given up unreported. Their ids do not come again.</summary>
    public void Drop() => _tracklets.Clear();

    /// <summary>The stream comes in another format from now on: every track stays where it is in the picture.</summary>
    /// <param name="aspect">Width over height.</param>
    public void Reshape(double aspect)
    {
        if (aspect == _pictureAspect)
        {
            return;
        }

        _pictureAspect = aspect;
        foreach (var tracklet in _tracklets)
        {
            tracklet.Reshape(aspect);
        }
    }

    private double Advance(MediaTime time)
    {
        var seconds = _time is { } before ? (time - before).TotalSeconds : 0;
        if (_time is not null && seconds <= 0)
        {
            FramesOutOfOrder++;
        }

        _time = time;
        return Math.Max(seconds, 0);
    }

    private void Predict(double seconds)
    {
        _known.Clear();
        _tentative.Clear();
        foreach (var tracklet in _tracklets)
        {
            var memory = tracklet.HasLeft ? Math.Min(options.LostSeconds, LeftSeconds) : options.LostSeconds;
            if (tracklet.UnseenSeconds + seconds > (tracklet.UnseenSeconds == 0 ? Math.Max(memory, PauseSeconds) : memory))
            {
                tracklet.Remove();
                continue;
            }

            tracklet.Predict(seconds);
            (tracklet.State == TrackState.Tentative ? _tentative : _known).Add(tracklet);
        }
    }

    private void Begin(MediaTime time)
    {
        foreach (var candidate in _sieve.High)
        {
            if (candidate.Score < options.NewTrackScore)
            {
                continue;
            }

            if (_tracklets.Count >= options.MaximumTracks)
            {
                RejectedDetections++;
                continue;
            }

            _tracklets.Add(new Tracklet(++_lastId, candidate, time, _pictureAspect));
        }
    }

    private void Report(List<Track> tracks)
    {
        tracks.Clear();
        foreach (var tracklet in _tracklets)
        {
            tracks.Add(tracklet.ToTrack() with { IsHidden = Occlusion.Hides(_tracklets, tracklet) });
        }

        _tracklets.RemoveAll(static tracklet => tracklet.State == TrackState.Removed);
    }
}
