using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>A place where a detection was seen, for as long as it may become a static one. Used again for another place.</summary>
internal sealed class WatchedPlace
{
    // What overlaps less with the mean is elsewhere. Mannequins that are 60 pixels high have 0.65 to 0.8 at their worst twentieth.
    private const float SamePlace = StaticObject.LeastOverlap;

    // What overlaps so much, but not more, has moved.
    private const float Near = 0.3f;

    private const double LeastPresence = 0.5;

    // Until then, presence says nothing.
    private const double GraceSeconds = 2.5;

    // A person who sits or stands leans, turns, stretches; a poster never does, but somebody may pass before it.
    private const double MostMoved = 0.3;

    // What is still scatters from frame to frame as it does about its mean (measured: 0.73 to 1.3 of it). A person who stands holds a posture
    // and takes another (0.36 to 0.56 within 20 s, less over minutes), and so do people who stand at one place one after the other.
    private const float LeastRestlessness = 0.65f;

    // So little is no posture.
    private const float SteadySpread = 0.02f;

    // What is beside its place for longer has left it for another.
    private const double DesertedSeconds = 1;

    // A clock that runs too fast teaches nothing either.
    private const int LeastSightings = 60;

    private BoxMean _mean;
    private BoundingBox _lastInPlace;
    private float _step;
    private double _present;
    private double _moved;
    private double _beside;
    private double _observed;
    private bool _arrived;
    private WatchedPlace? _before;
    private long _beforeNumber;
    private long _since;

    /// <summary>Which place it is of all that there were; another one when it is used again.</summary>
    public long Number { get; private set; }

    public int ClassId { get; private set; }

    /// <summary>The frame in which it was last in its place or near it.</summary>
    public long LastFrame { get; private set; }

    /// <summary>The frame in which it was last in its place.</summary>
    public long LastSeenFrame { get; private set; }

    public BoundingBox Box => _mean.Box;

    public BoxMean Mean => _mean;

    /// <summary>Running time at which it was last in its place or near it, and where.</summary>
    public double LastActive { get; private set; }

    public BoundingBox LastBox { get; private set; }

    /// <summary>It came here while the camera watched, as far as one can tell.</summary>
    public bool Arrived => _arrived || _before is not null;

    /// <summary>What was here has been beside its place for a while.</summary>
    public bool IsDeserted => _beside > DesertedSeconds;

    public bool IsDying => _present < (LeastPresence * _observed) - GraceSeconds;

    /// <param name="number">See <see cref="Number"/>.</param>
    /// <param name="detection">Its first sight.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="now">Running time.</param>
    /// <param name="arrived">It is known to have come.</param>
    /// <param name="before">What was near and is out of sight now: the same object, unless it is seen there again.</param>
    public void Begin(long number, in Domain.Detection detection, long frame, double now, bool arrived, WatchedPlace? before)
    {
        (Number, ClassId, _mean) = (number, detection.ClassId, new BoxMean(detection.Box));
        (_present, _moved, _beside, _observed, _step, _lastInPlace) = (0, 0, 0, 0, 0, detection.Box);
        (_arrived, _before, _beforeNumber) = (arrived, before, before?.Number ?? 0);
        (LastActive, LastBox, LastFrame, LastSeenFrame, _since) = (now, detection.Box, frame, frame, frame);
    }

    /// <summary>Intersection over union where a box of its class is in its place, else 0.</summary>
    public float Fit(in BoundingBox box) => Box.IntersectionOverUnion(box) is var overlap && overlap >= SamePlace ? overlap : 0;

    public bool IsNear(in BoundingBox box) => Box.IntersectionOverUnion(box) >= Near;

    public void See(in BoundingBox box, long frame, double now, double step)
    {
        _mean.Add(box);
        _step += (1 - _lastInPlace.IntersectionOverUnion(box) - _step) / _mean.Count;
        _lastInPlace = box;
        _present += step;
        _beside = 0;
        (LastActive, LastBox, LastFrame, LastSeenFrame) = (now, box, frame, frame);
    }

    public void Move(in BoundingBox box, long frame, double now, double step)
    {
        _moved += step;
        _beside += step;
        (LastActive, LastBox, LastFrame) = (now, box, frame);
    }

    /// <summary>Ends a frame: what was near before is either seen there again, and was another, or it is no more, and was this one.</summary>
    public void Observe(double step)
    {
        _observed += step;
        if (_before is not { } before)
        {
            return;
        }

        if (before.Number != _beforeNumber)
        {
            (_arrived, _before) = (true, null);
        }
        else if (before.LastSeenFrame > _since && before._before is null)
        {
            (_arrived, _before) = (before._arrived, null);
        }
    }

    public bool IsStatic(double seconds) =>
        _observed >= seconds && _mean.Count >= LeastSightings && _present >= LeastPresence * _observed && _moved <= MostMoved * _present
        && (_mean.Spread <= SteadySpread || _step >= LeastRestlessness * _mean.Spread);

    /// <summary>Its place is free for another.</summary>
    public void End()
    {
        Number = 0;
        _before = null;
    }
}
