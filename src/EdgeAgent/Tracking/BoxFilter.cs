using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>
/// The state of DeepSORT and ByteTrack (centre, aspect, height, and their velocities) with velocities per second.
/// F, H, Q and R couple no two coordinates, so that the eight-state filter is four filters of two states.
/// </summary>
/// <remarks>
/// Lengths are in picture heights on both axes, since a step to the side is as long as one upwards only there.
/// Deviations are relative to the object's height, as in DeepSORT: it stands for how near the object is.
/// </remarks>
internal struct BoxFilter
{
    /// <summary>How far a detector's box is from the true one, in object heights (DeepSORT's weight, 1/20).</summary>
    private const double MeasurementDeviation = 0.05;

    private const double AspectDeviation = 0.1;

    /// <summary>Object heights per second: nothing is known of a new object's speed, and people walk at 0.8 and run at 3.</summary>
    private const double InitialSpeedDeviation = 1.5;

    /// <summary>
    /// Object heights per second, per √second. DeepSORT's 1/160 per frame would be 0.8 at 25 frames a second, half of which
    /// is nearer to how people walk: a track that is out of sight drifts less.
    /// </summary>
    private const double Acceleration = 0.4;

    private const double HeightAcceleration = 0.3;

    private const double AspectAcceleration = 0.2;

    /// <summary>In object heights. Beyond it, everything near a track that was long out of sight would be its match.</summary>
    private const double LargestBuffer = 0.5;

    /// <summary>
    /// A detector that is less sure is less exact. From this score down the deviation grows, to 4.2 times at none
    /// (after the score-adaptive Kalman filter of Du et al., GIAOTracker, ICCVW 2021).
    /// </summary>
    private const double SureScore = 0.9;

    private const double UnsureDeviation = 4;

    /// <summary>A box that is narrower than this part of the expected one, at the same height, is of somebody half hidden.</summary>
    private const double HalfHidden = 0.7;

    /// <summary>Seconds over which the pace is averaged: longer than it takes to go behind something.</summary>
    private const double PaceSeconds = 1;

    /// <summary>What is so much higher than expected is the whole of somebody of whom a part was seen before, as at the picture's side.</summary>
    private const double LargestGrowth = 1.5;

    private const double SameHeight = 0.15;

    private const double SmallestSize = 1e-4;

    private double _pictureAspect;
    private KalmanAxis _centreX;
    private KalmanAxis _centreY;
    private KalmanAxis _aspect;
    private KalmanAxis _height;
    private double _usualAspect;
    private double _paceX;
    private double _paceY;
    private double _age;

    public BoxFilter(in BoundingBox box, double pictureAspect)
    {
        _pictureAspect = pictureAspect;
        var (centreX, centreY, aspect, height) = Measure(box);
        _centreX = new KalmanAxis(centreX, MeasurementDeviation * height, InitialSpeedDeviation * height);
        _centreY = new KalmanAxis(centreY, MeasurementDeviation * height, InitialSpeedDeviation * height);
        _usualAspect = aspect;
        _aspect = new KalmanAxis(aspect, AspectDeviation, AspectDeviation);
        _height = new KalmanAxis(height, MeasurementDeviation * height, HeightAcceleration * height);
    }

    public readonly BoundingBox Box
    {
        get
        {
            var height = Math.Max(_height.Position, SmallestSize);
            var width = Math.Max(_aspect.Position * height, SmallestSize);
            return new BoundingBox(
                (float)((_centreX.Position - (width / 2)) / _pictureAspect),
                (float)(_centreY.Position - (height / 2)),
                (float)(width / _pictureAspect),
                (float)height);
        }
    }

    /// <summary>One standard deviation of where the centre is, in normalised units of each axis, and no more than the largest buffer.</summary>
    public readonly (float X, float Y) Buffer
    {
        get
        {
            var largest = LargestBuffer * _height.Position;
            return (
                (float)(Math.Min(_centreX.PositionDeviation, largest) / _pictureAspect),
                (float)Math.Min(_centreY.PositionDeviation, largest));
        }
    }

    public void Predict(double seconds)
    {
        var height = Math.Max(_height.Position, SmallestSize);
        _centreX.Predict(seconds, Acceleration * height);
        _centreY.Predict(seconds, Acceleration * height);
        _aspect.Predict(seconds, AspectAcceleration);
        _height.Predict(seconds, HeightAcceleration * height);
    }

    public void Correct(in BoundingBox box, float score)
    {
        var unsure = 1 + (UnsureDeviation * Math.Max(0, SureScore - score));
        var (centreX, centreY, aspect, height) = Measure(box);
        if (_age < PaceSeconds && height > LargestGrowth * _height.Position)
        {
            _centreX.Place(centreX);
            _centreY.Place(centreY);
            _aspect.Place(aspect);
            _height.Place(height);
        }

        centreX = Uncover(centreX, aspect * height, height);
        _centreX.Correct(centreX, unsure * MeasurementDeviation * height);
        _centreY.Correct(centreY, unsure * MeasurementDeviation * height);
        _aspect.Correct(aspect, unsure * AspectDeviation);
        _height.Correct(height, unsure * MeasurementDeviation * height);
    }

    /// <summary>The same picture comes in another shape from now on: where things are in it has not changed.</summary>
    public void Reshape(double pictureAspect)
    {
        var factor = pictureAspect / _pictureAspect;
        _centreX.Scale(factor);
        _aspect.Scale(factor);
        _usualAspect *= factor;
        _paceX *= factor;
        _pictureAspect = pictureAspect;
    }

    /// <summary>Notes how fast and how slim it is, while it is in sight.</summary>
    public void NotePace(double seconds)
    {
        _age += seconds;
        var share = _age > 0 ? Math.Min(1, seconds / Math.Min(_age, PaceSeconds)) : 0;
        _usualAspect += (_aspect.Position - _usualAspect) * share;
        _paceX += (_centreX.Velocity - _paceX) * share;
        _paceY += (_centreY.Velocity - _paceY) * share;
    }

    /// <summary>
    /// Goes on as it went before. The last sights of somebody who goes behind something are of one side of him, which gets narrow, and slows
    /// down with the edge that hides the other.
    /// </summary>
    public void ResumePace(double unseenSeconds)
    {
        _aspect.Place(_usualAspect);
        _centreX.Resume(_paceX, unseenSeconds);
        _centreY.Resume(_paceY, unseenSeconds);
    }

    /// <summary>An object out of sight keeps its shape: a trend of its size, followed blindly, soon makes a line or a wall of it.</summary>
    public void HoldShape()
    {
        _aspect.Stop();
        _height.Stop();
    }

    public void Unsettle()
    {
        _centreX.Unsettle(InitialSpeedDeviation * _height.Position);
        _centreY.Unsettle(InitialSpeedDeviation * _height.Position);
    }

    /// <summary>
    /// Distance, in heights, between the centre of <paramref name="box"/> and the line from that of <paramref name="from"/> to the present
    /// one and on, in all <paramref name="stretch"/> times as long.
    /// </summary>
    public readonly double DistanceFromWay(in BoundingBox from, in BoundingBox box, double stretch)
    {
        var (startX, startY, _, _) = Measure(from);
        var (x, y, _, _) = Measure(box);
        var (wayX, wayY) = (stretch * (_centreX.Position - startX), stretch * (_centreY.Position - startY));
        var (toX, toY) = (x - startX, y - startY);
        var length = (wayX * wayX) + (wayY * wayY);
        var along = length > 0 ? Math.Clamp(((toX * wayX) + (toY * wayY)) / length, 0, 1) : 0;
        var (offX, offY) = (toX - (along * wayX), toY - (along * wayY));
        return Math.Sqrt((offX * offX) + (offY * offY)) / Math.Max(_height.Position, SmallestSize);
    }

    /// <summary>The middle of what is visible of somebody half hidden is not his own, which is as near to the expected one as his edges allow.</summary>
    private readonly double Uncover(double centreX, double width, double height)
    {
        var expectedWidth = _aspect.Position * _height.Position;
        var isHalfHidden = width < HalfHidden * expectedWidth && Math.Abs(height - _height.Position) < SameHeight * _height.Position;
        var hidden = isHalfHidden ? (expectedWidth - width) / 2 : 0;
        return Math.Clamp(_centreX.Position, centreX - hidden, centreX + hidden);
    }

    private readonly (double CentreX, double CentreY, double Aspect, double Height) Measure(in BoundingBox box)
    {
        var width = Math.Max(box.Width * _pictureAspect, SmallestSize);
        var height = Math.Max(box.Height, SmallestSize);
        return ((box.X + (box.Width / 2)) * _pictureAspect, box.Y + (box.Height / 2), width / height, height);
    }
}
