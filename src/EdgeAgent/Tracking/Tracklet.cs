using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>What the tracker holds of one object.</summary>
internal sealed class Tracklet
{
    /// <summary>Seconds between two looks at its colours; in between they change little.</summary>
    private const double ColorInterval = 0.2;

    /// <summary>Seconds in which it takes on the colours that it shows: light and shade change, and a false match must not last.</summary>
    private const double ColorMemory = 3;

    /// <summary>Seconds out of sight that are no more than a detector's failing, or somebody who passes before it.</summary>
    private const double PassingSeconds = 1;

    /// <summary>By how much farther than expected along its way somebody may have come.</summary>
    private const double Hurry = 0.3;

    private BoxFilter _filter;
    private BoundingBox _lastSeenBox;
    private double _colorAge;
    private ClassVotes _votes;
    private float _score;
    private MediaTime _lastSeen;
    private readonly MediaTime _firstSeen;

    public Tracklet(int id, in Candidate candidate, MediaTime time, double pictureAspect)
    {
        Id = id;
        _filter = new BoxFilter(candidate.Box, pictureAspect);
        _votes = new ClassVotes(candidate.ClassId, candidate.Score);
        _score = candidate.Score;
        _lastSeenBox = candidate.Box;
        Color = candidate.Color;
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

    /// <summary>Its centre is beyond the edge of the picture: nothing in the picture hides it.</summary>
    public bool HasLeft => Box.X + (Box.Width / 2) is < 0 or > 1 || Box.Y + (Box.Height / 2) is < 0 or > 1;

    /// <summary>What it looked like lately; empty where that was never seen.</summary>
    public ColorHistogram Color { get; private set; }

    /// <summary>Seconds since its last detection, summed over time steps so that a clock that jumps back holds nothing for ever.</summary>
    public double UnseenSeconds { get; private set; }

    /// <summary>From its first detection to its last.</summary>
    public double SeenSeconds => (_lastSeen - _firstSeen).TotalSeconds;

    public void Predict(double seconds)
    {
        var wasPassing = UnseenSeconds <= PassingSeconds;
        UnseenSeconds += seconds;
        _colorAge += seconds;
        if (State == TrackState.Lost || UnseenSeconds > PassingSeconds)
        {
            _filter.HoldShape();
        }

        _filter.Predict(seconds);
        if (wasPassing && UnseenSeconds > PassingSeconds)
        {
            _filter.ResumePace(UnseenSeconds);
        }

        Box = _filter.Box;
    }

    public void Match(in Candidate candidate, MediaTime time)
    {
        // A frame that is delivered twice is still one sight of the object.
        if (State != TrackState.Tentative || time > _firstSeen)
        {
            State = TrackState.Confirmed;
        }

        _filter.Correct(candidate.Box, candidate.Score);
        _votes.Add(candidate.ClassId, candidate.Score);
        _score = candidate.Score;
        _lastSeenBox = candidate.Box;
        See(candidate.Color);
        _lastSeen = time;
        _filter.NotePace(UnseenSeconds);
        UnseenSeconds = 0;
        Box = _filter.Box;
    }

    public void Lose() => State = TrackState.Lost;

    public void Remove() => State = TrackState.Removed;

    public void Reshape(double pictureAspect) => _filter.Reshape(pictureAspect);

    /// <summary>
    /// How far a box is from the way on which it may be while out of sight, in its heights: from where it was seen last, if it stopped,
    /// past where it is expected, if it hurries.
    /// </summary>
    public double DistanceFromWay(in BoundingBox box) => _filter.DistanceFromWay(_lastSeenBox, box, 1 + Hurry);

    public void Unsettle() => _filter.Unsettle();

    public Track ToTrack() => new(Id, ClassId, State, Box, _score, _firstSeen, _lastSeen)
    {
        Detected = State is TrackState.Tentative or TrackState.Confirmed ? _lastSeenBox : null,
    };

    private void See(in ColorHistogram color)
    {
        if (color.IsEmpty || (!Color.IsEmpty && _colorAge < ColorInterval))
        {
            return;
        }

        Color = Color.Mix(color, (float)Math.Min(_colorAge / ColorMemory, 0.5));
        _colorAge = 0;
    }
}
