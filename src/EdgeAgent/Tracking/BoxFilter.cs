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

    private const double SmallestSize = 1e-4;

    private readonly double _pictureAspect;
    private KalmanAxis _centreX;
    private KalmanAxis _centreY;
    private KalmanAxis _aspect;
    private KalmanAxis _height;

    public BoxFilter(in BoundingBox box, double pictureAspect)
    {
        _pictureAspect = pictureAspect;
        var (centreX, centreY, aspect, height) = Measure(box);
        _centreX = new KalmanAxis(centreX, MeasurementDeviation * height, InitialSpeedDeviation * height);
        _centreY = new KalmanAxis(centreY, MeasurementDeviation * height, InitialSpeedDeviation * height);
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

    public void Correct(in BoundingBox box)
    {
        var (centreX, centreY, aspect, height) = Measure(box);
        _centreX.Correct(centreX, MeasurementDeviation * height);
        _centreY.Correct(centreY, MeasurementDeviation * height);
        _aspect.Correct(aspect, AspectDeviation);
        _height.Correct(height, MeasurementDeviation * height);
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

    private readonly (double CentreX, double CentreY, double Aspect, double Height) Measure(in BoundingBox box)
    {
        var width = Math.Max(box.Width * _pictureAspect, SmallestSize);
        var height = Math.Max(box.Height, SmallestSize);
        return ((box.X + (box.Width / 2)) * _pictureAspect, box.Y + (box.Height / 2), width / height, height);
    }
}
