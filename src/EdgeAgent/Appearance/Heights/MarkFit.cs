namespace EdgeAgent.Appearance.Heights;

/// <summary>
/// The geometry to which marks fit best: the distance in the picture from where each head is marked to where it would be seen.
/// Field of view and roll, of which a few marks say little, are held near to what is usual, or to what is told.
/// </summary>
internal sealed class MarkFit
{
    private const double UsualFovDegrees = 35;

    // One standard deviation each. The logarithm of the field of view: half of all street cameras lie within 27 to 46 degrees.
    private const double FovSpread = 0.4;
    private const double RollSpreadDegrees = 2;
    private const double ToldSpread = 1e-3;

    /// <summary>How well people mark, in heights of the picture.</summary>
    private const double MarkError = 0.003;

    /// <summary>How well the height of a mark is known, as a share.</summary>
    private const double HeightError = 0.03;

    /// <summary>How far from upright people stand, as a share of their height.</summary>
    private const double Lean = 0.06;

    private static readonly double[] Tilts = [1, 8, 16, 28, 45, 65];

    private readonly IReadOnlyList<HeightMark> _marks;
    private readonly CalibrationOptions _told;

    private MarkFit(IReadOnlyList<HeightMark> marks, CalibrationOptions told) => (_marks, _told) = (marks, told);

    /// <param name="marks">Two or more, of which <see cref="MarkCheck"/> finds nothing wrong.</param>
    /// <param name="told">Field of view and roll where they are known.</param>
    /// <returns>Null where no camera could have seen these marks.</returns>
    public static Calibration? Of(IReadOnlyList<HeightMark> marks, CalibrationOptions told) => new MarkFit(marks, told).Fit();

    private Calibration? Fit()
    {
        var (at, cost) = Tilts.Select(Start).OfType<double[]>()
            .Select(start => LeastSquares.Minimize(Residuals, start))
            .DefaultIfEmpty(([], double.PositiveInfinity))
            .MinBy(found => found.Item2);
        if (!double.IsFinite(cost))
        {
            return null;
        }

        var geometry = Geometry(at);
        var residuals = _marks.Select(mark => MarkResidual.Of(geometry, mark)).ToList();
        var spread = Math.Sqrt(residuals.Sum(residual => residual.Share * residual.Share) / _marks.Count);
        return new Calibration(geometry with { RelativeError = Math.Max(geometry.RelativeError, spread) }, [.. residuals])
        {
            FovError = _told.VerticalFovDegrees is null ? LeastSquares.DeviationOf(2, Residuals, at) : 0,
        };
    }

    /// <summary>For a tilt, the height of the camera by which the marks are as tall as they are, one with another: heights grow with it.</summary>
    private double[]? Start(double tiltDegrees)
    {
        var geometry = new CameraGeometry(1, tiltDegrees, Fov, Roll, _told.AspectRatio);
        var scales = _marks.Select(mark => mark.Meters / geometry.HeightOf(mark.Foot, mark.Head)).OfType<double>().Where(scale => scale > 0).Order().ToList();
        return scales.Count == 0
            ? null
            : [Math.Log(scales[scales.Count / 2]), double.DegreesToRadians(tiltDegrees), Math.Log(Fov), double.DegreesToRadians(Roll)];
    }

    private double Fov => _told.VerticalFovDegrees ?? UsualFovDegrees;

    private double Roll => _told.RollDegrees ?? 0;

    private CameraGeometry Geometry(double[] at) => new(
        Math.Exp(at[0]), double.RadiansToDegrees(at[1]), Math.Exp(at[2]), double.RadiansToDegrees(at[3]), _told.AspectRatio);

    private double[] Residuals(double[] at)
    {
        var geometry = Geometry(at);
        var residuals = new double[(2 * _marks.Count) + 2];
        for (var i = 0; i < _marks.Count; i++)
        {
            var mark = _marks[i];
            var seen = geometry.OnGround(mark.Foot) is { } place ? geometry.Project(place, mark.Meters) : null;
            residuals[2 * i] = seen is { } head ? (head.Y - mark.Head.Y) / double.Hypot(MarkError, HeightError * mark.Rows) : double.NaN;
            residuals[(2 * i) + 1] = seen is { } top
                ? (top.X - mark.Head.X) * geometry.AspectRatio / double.Hypot(MarkError, Lean * mark.Rows)
                : double.NaN;
        }

        residuals[^2] = (at[2] - Math.Log(Fov)) / (_told.VerticalFovDegrees is null ? FovSpread : ToldSpread);
        residuals[^1] = (at[3] - double.DegreesToRadians(Roll)) / (_told.RollDegrees is null ? double.DegreesToRadians(RollSpreadDegrees) : ToldSpread);
        return residuals;
    }
}
