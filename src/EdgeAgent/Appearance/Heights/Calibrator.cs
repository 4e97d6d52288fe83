using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>From what a technician has measured or marked to the geometry of the camera.</summary>
internal static class Calibrator
{
    /// <summary>Of a tilt that is measured to half a degree, twenty metres away.</summary>
    private const double ToldError = 0.04;

    private const double LowestMeters = 0.3;

    private const double HighestMeters = 100;

    /// <summary>Steeper, whoever is nearer is smaller in the picture: marks that are the wrong way round fit such a camera.</summary>
    private const double SteepestDegrees = 70;

    /// <summary>Null where there are problems.</summary>
    /// <param name="options">What was measured or marked.</param>
    /// <param name="path">Where it stands, such as <c>cameras[0].calibration</c>.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    public static Calibration? Calibrate(CalibrationOptions options, string path, ICollection<Problem> problems) =>
        options.Marks.IsEmpty ? Told(options, path, problems) : Fitted(options, path, problems);

    /// <summary>Of options that <see cref="Calibrate"/> found nothing wrong with.</summary>
    public static CameraGeometry Geometry(CalibrationOptions options)
    {
        List<Problem> problems = [];
        return Calibrate(options, "calibration", problems)?.Geometry ?? throw new ProblemException(problems[0]);
    }

    private static Calibration? Told(CalibrationOptions options, string path, ICollection<Problem> problems)
    {
        if (options is { HeightMeters: { } height, TiltDegrees: { } tilt, VerticalFovDegrees: { } fov })
        {
            return new Calibration(new CameraGeometry(height, tilt, fov, options.RollDegrees ?? 0, options.AspectRatio) { RelativeError = ToldError }, []);
        }

        Missing(options.HeightMeters, "heightMeters");
        Missing(options.TiltDegrees, "tiltDegrees");
        Missing(options.VerticalFovDegrees, "verticalFovDegrees");
        return null;

        void Missing(double? value, string name)
        {
            if (value is null)
            {
                problems.Add(new Problem(
                    "calibration/missing", $"{name} is not set, and there are no marks", "give heightMeters, tiltDegrees and verticalFovDegrees, or two or more marks", $"{path}.{name}"));
            }
        }
    }

    private static Calibration? Fitted(CalibrationOptions options, string path, ICollection<Problem> problems)
    {
        if (options.HeightMeters is not null || options.TiltDegrees is not null)
        {
            problems.Add(new Problem(
                "calibration/both", "heightMeters or tiltDegrees stand beside marks, which tell them too", "leave out the marks, or height and tilt", path));
        }

        var (marks, list) = (options.Marks.Select(mark => mark.ToMark()).ToList(), $"{path}.marks");
        var wrong = MarkCheck.Check(marks, list).ToList();
        wrong.ForEach(problems.Add);
        if (wrong.Count > 0)
        {
            return null;
        }

        var calibration = MarkFit.Of(marks, options);
        if (!MarkAgreement.Agrees(calibration))
        {
            problems.Add(MarkAgreement.Describe(marks, calibration, options, list));
            return null;
        }

        if (calibration!.Geometry is not { HeightMeters: >= LowestMeters and <= HighestMeters, TiltDegrees: <= SteepestDegrees })
        {
            problems.Add(new Problem(
                "calibration/implausible",
                string.Create(CultureInfo.InvariantCulture, $"by these marks the camera hangs {calibration.Geometry.HeightMeters:0.##} m above the ground and looks {calibration.Geometry.TiltDegrees:0} degrees down"),
                "look whether something nearer is marked smaller than something farther away; mark more, on the same flat ground, and give verticalFovDegrees from the data sheet",
                list));
            return null;
        }

        return calibration;
    }
}
