using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>From where to where on the ground one view tells a child from an adult, in metres from below the camera, straight ahead.</summary>
/// <param name="Nearest">Where both are first wholly in the picture.</param>
/// <param name="Farthest">The last place where the view is certain enough of both.</param>
internal readonly record struct TellingRange(double Nearest, double Farthest)
{
    public const double ChildMeters = 1.2;

    public const double AdultMeters = 1.7;

    /// <summary>Shoulders, as a share of the height.</summary>
    private const double Width = 0.28;

    private const double Farthermost = 200;

    private const double Step = 0.25;

    /// <summary>Null where it can be told nowhere.</summary>
    public static TellingRange? Of(CameraGeometry geometry)
    {
        (double Nearest, double Farthest)? range = null;
        for (var forward = Step; forward <= Farthermost; forward += Step)
        {
            var place = new GroundPoint(0, forward);
            if (AgeOf(geometry, place, ChildMeters) == AgeGroup.Child && AgeOf(geometry, place, AdultMeters) == AgeGroup.Adult)
            {
                range = (range?.Nearest ?? forward, forward);
            }
        }

        return range is var (nearest, farthest) ? new TellingRange(nearest, farthest) : null;
    }

    private static AgeGroup AgeOf(CameraGeometry geometry, GroundPoint place, double meters) =>
        BoxOf(geometry, place, meters) is { } box && HeightMeter.Measure(geometry, box) is { } view
            ? AgeByHeight.Of(view.Meters, view.Uncertainty)
            : AgeGroup.Unknown;

    /// <summary>The box round somebody who stands there; null behind the camera.</summary>
    public static BoundingBox? BoxOf(CameraGeometry geometry, GroundPoint place, double meters)
    {
        if (geometry.Project(place, 0) is not { } foot || geometry.Project(place, meters) is not { } head)
        {
            return null;
        }

        var width = (float)(Width * meters / geometry.MetersPerPicture(place) / geometry.AspectRatio);
        var middle = (foot.X + head.X) / 2;
        return new BoundingBox(middle - (width / 2), head.Y, width, foot.Y - head.Y);
    }
}
