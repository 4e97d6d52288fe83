using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>
/// Where a camera hangs and how it looks on a flat ground: a pinhole without distortion, its centre in the middle of the picture
/// (Hartley and Zisserman, Multiple View Geometry, 2nd edition, equation 6.1; heights as in Criminisi, Reid and Zisserman, Single View Metrology, IJCV 40(2), 2000).
/// </summary>
internal sealed record CameraGeometry
{
    /// <summary>Of most cameras.</summary>
    public const double UsualAspectRatio = 16.0 / 9;

    /// <summary>What is farther away than so many heights of the camera lies on the horizon: a row there is half the world.</summary>
    private const double FarthestHeights = 150;

    private readonly double _sinTilt, _cosTilt, _sinRoll, _cosRoll, _focal;

    /// <param name="heightMeters">Of the lens above the ground.</param>
    /// <param name="tiltDegrees">Of the view below the horizontal.</param>
    /// <param name="verticalFovDegrees">From the upper to the lower edge of the picture.</param>
    /// <param name="rollDegrees">Positive where the horizon falls to the right.</param>
    /// <param name="aspectRatio">Width of the picture divided by its height, as it is shown.</param>
    public CameraGeometry(double heightMeters, double tiltDegrees, double verticalFovDegrees, double rollDegrees = 0, double aspectRatio = UsualAspectRatio)
    {
        (HeightMeters, TiltDegrees, VerticalFovDegrees, RollDegrees, AspectRatio) = (heightMeters, tiltDegrees, verticalFovDegrees, rollDegrees, aspectRatio);
        (_sinTilt, _cosTilt) = Math.SinCos(double.DegreesToRadians(tiltDegrees));
        (_sinRoll, _cosRoll) = Math.SinCos(double.DegreesToRadians(rollDegrees));
        _focal = 0.5 / Math.Tan(double.DegreesToRadians(verticalFovDegrees) / 2);
    }

    public double HeightMeters { get; }

    public double TiltDegrees { get; }

    public double VerticalFovDegrees { get; }

    public double RollDegrees { get; }

    public double AspectRatio { get; }

    /// <summary>One standard deviation of what the calibration itself adds to each height, as a share of it.</summary>
    public double RelativeError { get; init; } = 0.02;

    /// <summary>The row of the horizon at a column, both 0–1; outside of 0–1 where the picture does not show it.</summary>
    public double HorizonAt(double x)
    {
        // In the level picture the horizon is the row -f tan(tilt); turned by the roll it is a line.
        var level = -_focal * _sinTilt / _cosTilt;
        return 0.5 + ((level + ((x - 0.5) * AspectRatio * _sinRoll)) / _cosRoll);
    }

    /// <summary>The place on the ground that the picture shows at a point; null at the horizon and above it.</summary>
    public GroundPoint? OnGround(NormalizedPoint point)
    {
        var (across, down) = Level(point);
        var (falls, ahead) = Ray(down);
        if (falls * FarthestHeights <= ahead || falls <= 0)
        {
            return null;
        }

        var scale = HeightMeters / falls;
        return new GroundPoint(across * scale, ahead * scale);
    }

    /// <summary>How tall something is that stands at <paramref name="foot"/> and reaches up to <paramref name="head"/>, in metres; null where nothing can stand.</summary>
    public double? HeightOf(NormalizedPoint foot, NormalizedPoint head)
    {
        // The view of the head meets the upright through the foot at the foot's distance.
        var (falls, ahead) = Ray(Level(head).Down);
        return OnGround(foot) is { } place && ahead > 0 ? HeightMeters - (place.Forward * falls / ahead) : null;
    }

    /// <summary>Where the picture shows a point that is so high above a place on the ground; null behind the camera. It may lie outside of 0–1.</summary>
    public NormalizedPoint? Project(GroundPoint place, double meters)
    {
        var below = HeightMeters - meters;
        var depth = (below * _sinTilt) + (place.Forward * _cosTilt);
        if (depth <= 0.01)
        {
            return null;
        }

        var (across, down) = (_focal * place.Right / depth, _focal * ((below * _cosTilt) - (place.Forward * _sinTilt)) / depth);
        return new NormalizedPoint(
            (float)(0.5 + (((across * _cosRoll) - (down * _sinRoll)) / AspectRatio)),
            (float)(0.5 + (across * _sinRoll) + (down * _cosRoll)));
    }

    /// <summary>How many metres at a place on the ground the whole height of the picture is.</summary>
    public double MetersPerPicture(GroundPoint place) => ((HeightMeters * _sinTilt) + (place.Forward * _cosTilt)) / _focal;

    /// <summary>From the middle of the picture, in heights of it, with the roll undone.</summary>
    private (double Across, double Down) Level(NormalizedPoint point)
    {
        var (across, down) = ((point.X - 0.5) * AspectRatio, point.Y - 0.5);
        return ((across * _cosRoll) + (down * _sinRoll), (down * _cosRoll) - (across * _sinRoll));
    }

    /// <summary>The view through a row: how far it falls and how far it goes ahead, for one focal length along the axis.</summary>
    private (double Falls, double Ahead) Ray(double down) => ((down * _cosTilt) + (_focal * _sinTilt), (_focal * _cosTilt) - (down * _sinTilt));
}
