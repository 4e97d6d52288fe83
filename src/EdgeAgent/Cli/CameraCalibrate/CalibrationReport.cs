using System.Globalization;
using System.Text.Json;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>What a calibration is, in words for a technician or as JSON for a program.</summary>
internal static class CalibrationReport
{
    /// <summary>A share of the field of view: with more of it distances may be off by as much, heights hardly.</summary>
    private const double LargestFovError = 0.15;

    private static readonly JsonSerializerOptions OneLine = new(ConfigurationJson.Options) { WriteIndented = false };

    public static void Write(CalibrationOptions options, Calibration calibration, TextWriter output)
    {
        var geometry = calibration.Geometry;
        output.WriteLine("\"calibration\": " + JsonSerializer.Serialize(Setting(options), OneLine).Replace("{\"foot\"", "\n  {\"foot\"", StringComparison.Ordinal));
        output.WriteLine();
        output.WriteLine(Text(
            $"camera: {geometry.HeightMeters:0.00} m above the ground, tilt {geometry.TiltDegrees:0.0}, vertical field of view {geometry.VerticalFovDegrees:0.0}, roll {geometry.RollDegrees:0.0} degrees"));
        output.WriteLine(Text($"horizon: {Horizon(geometry)}"));
        output.WriteLine(TellingRange.Of(geometry) is var (nearest, farthest)
            ? Text($"a child of {TellingRange.ChildMeters:0.0} m is told from an adult from {nearest:0.0} to {farthest:0} m away")
            : "a child can be told from an adult nowhere in this picture");
        if (calibration.Marks.Length > 0)
        {
            TextTable.Write(output, [["MARK", "TOLD", "MEASURED", "RESIDUAL"], .. calibration.Marks.Select(Cells)]);
        }

        if (calibration.FovError > LargestFovError)
        {
            output.WriteLine(Text(
                $"the marks hardly tell the field of view ({geometry.VerticalFovDegrees:0} degrees, give or take {100 * calibration.FovError:0} %): between the marks heights are right, distances may be off by as much; --fov from the data sheet mends it"));
        }
    }

    public static string ToJson(CalibrationOptions options, Calibration calibration)
    {
        var geometry = calibration.Geometry;
        var range = TellingRange.Of(geometry);
        return JsonSerializer.Serialize(
            new
            {
                Calibration = Setting(options),
                CameraHeightMeters = Rounded(geometry.HeightMeters),
                TiltDegrees = Rounded(geometry.TiltDegrees),
                VerticalFovDegrees = Rounded(geometry.VerticalFovDegrees),
                RollDegrees = Rounded(geometry.RollDegrees),
                Horizon = Rounded(geometry.HorizonAt(0.5)),
                ToldFromMeters = range?.Nearest,
                ToldToMeters = range?.Farthest,
                FovError = Rounded(calibration.FovError),
                Marks = calibration.Marks.Select(residual => new
                {
                    residual.Mark.Foot,
                    residual.Mark.Head,
                    HeightMeters = residual.Mark.Meters,
                    MeasuredMeters = residual.Measured is { } meters ? Rounded(meters) : (double?)null,
                    ResidualShare = Rounded(residual.Share),
                }),
            },
            ConfigurationJson.Options);
    }

    /// <summary>As it is told, not what came of it: marks are the evidence, by which a camera is calibrated anew with each start.</summary>
    private static object Setting(CalibrationOptions options) => new
    {
        options.HeightMeters,
        options.TiltDegrees,
        options.VerticalFovDegrees,
        options.RollDegrees,
        AspectRatio = Math.Abs(options.AspectRatio - CameraGeometry.UsualAspectRatio) < 1e-3 ? (double?)null : options.AspectRatio,
        Marks = options.Marks.IsEmpty ? null : options.Marks.Select(mark => new
        {
            Foot = new[] { Rounded(mark.Foot.X), Rounded(mark.Foot.Y) },
            Head = new[] { Rounded(mark.Head.X), Rounded(mark.Head.Y) },
            mark.HeightMeters,
        }),
    };

    private static string Horizon(CameraGeometry geometry)
    {
        var row = geometry.HorizonAt(0.5);
        return row < 0 ? Text($"{-100 * row:0} % of the picture's height above its upper edge")
            : row > 1 ? "below the picture"
            : Text($"at y = {row:0.000} in the middle, {geometry.HorizonAt(0):0.000} on the left, {geometry.HorizonAt(1):0.000} on the right");
    }

    private static string[] Cells(MarkResidual residual, int index) =>
    [
        Text($"{index + 1}"),
        Text($"{residual.Mark.Meters:0.00} m"),
        Text($"{residual.Measured:0.00} m"),
        Text($"{residual.Measured - residual.Mark.Meters:+0.00;-0.00;0.00} m ({100 * residual.Share:+0.0;-0.0;0.0} %)"),
    ];

    private static double Rounded(double value) => Math.Round(value, 4);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
