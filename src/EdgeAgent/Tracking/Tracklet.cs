using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>What the tracker holds of one object.</summary>
internal sealed class Tracklet
{
    private BoxFilter _filter;
    private ClassVotes _votes;
    private float _score;
    private MediaTime _lastSeen;
    private readonly MediaTime _firstSeen;

    public Tracklet(int id, in Domain.Detection detection, MediaTime time, double pictureAspect)
    {
        Id = id;
        _filter = new BoxFilter(detection.Box, pictureAspect);
        _votes = new ClassVotes(detection.ClassId, detection.Score);
        _score = detection.Score;
        _firstSeen = time;
        _lastSeen = time;
        Box = _filter.Box;
    }

    public int Id { get; }

    public TrackState State { get; private set; } = TrackState.Tentative;

    public int ClassId => _votes.Winner;

    /// <summary>Where it is in the present frame, predicted or corrected.</summary>
    public BoundingBox Box { get; private set; }

    /// <summary>How far beyond its box it is looked for, in normalised units of each axis.</summary>
    public (float X, float Y) Buffer => _filter.Buffer;

    /// <summary>Seconds since its last detection, summed over time steps so that a clock that jumps back holds nothing for ever.</summary>
    public double UnseenSeconds { get; private set; }

    public void Predict(double seconds)
    {
        if (State == TrackState.Lost)
        {
            _filter.HoldShape();
        }

        UnseenSeconds += seconds;
        _filter.Predict(seconds);
        Box = _filter.Box;
    }

    public void Match(in Domain.Detection detection, MediaTime time)
    {
        // A frame that is delivered twice is still one sight of the object.
        if (State != TrackState.Tentative || time > _firstSeen)
        {
            State = TrackState.Confirmed;
        }

        _filter.Correct(detection.Box);
        _votes.Add(detection.ClassId, detection.Score);
        _score = detection.Score;
        _lastSeen = time;
        UnseenSeconds = 0;
        Box = _filter.Box;
    }

    public void Lose() => State = TrackState.Lost;

    public void Remove() => State = TrackState.Removed;

    public void Unsettle() => _filter.Unsettle();

    public Track ToTrack() => new(Id, ClassId, State, Box, _score, _firstSeen, _lastSeen);
}
