using EdgeAgent.Appearance.Heights;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>Nine places to look at: near, halfway and far, each on the left, in the middle and on the right.</summary>
internal static class FigurePlaces
{
    // Beside each other, so that none hides one that is farther away.
    private static readonly float[] NearColumns = [0.13f, 0.47f, 0.81f];
    private static readonly float[] MiddleColumns = [0.28f, 0.63f, 0.95f];
    private static readonly float[] FarColumns = [0.04f, 0.36f, 0.70f];

    /// <summary>Metres from the middle between the two.</summary>
    private const double Aside = 0.4;

    // Shares of the picture's height that the adult takes: not so near that he hides the scene, not so far that nobody sees him.
    private const double Largest = 0.42;
    private const double Smallest = 0.06;

    private const double Farthest = 100;

    private const double Step = 0.1;

    public static List<FigurePlace> Of(CameraGeometry geometry)
    {
        double? near = null, far = null;
        for (var forward = Step; forward <= Farthest; forward += Step)
        {
            if (Fits(geometry, new GroundPoint(0, forward)))
            {
                (near, far) = (near ?? forward, forward);
            }
        }

        return near is { } first && far is { } last
            ? [.. Row(geometry, last, FarColumns), .. Row(geometry, Math.Sqrt(first * last), MiddleColumns), .. Row(geometry, first, NearColumns)]
            : [];
    }

    private static bool Fits(CameraGeometry geometry, GroundPoint place) =>
        TellingRange.BoxOf(geometry, place, TellingRange.AdultMeters) is { Y: > 0.02f, Bottom: < 0.96f, Height: >= (float)Smallest and <= (float)Largest };

    private static IEnumerable<FigurePlace> Row(CameraGeometry geometry, double forward, float[] columns) =>
        columns.Select(column => At(geometry, forward, column));

    private static FigurePlace At(CameraGeometry geometry, double forward, float column)
    {
        var middle = (column - 0.5) * geometry.AspectRatio * geometry.MetersPerPicture(new GroundPoint(0, forward));
        return new FigurePlace(new GroundPoint(middle - Aside, forward), new GroundPoint(middle + Aside, forward));
    }
}
