using System.CommandLine;
using EdgeAgent.Appearance.Heights;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>What was measured at the camera, or marked in its picture.</summary>
internal sealed class CalibrationArguments
{
    private readonly Option<MarkArgument[]> _marks = new("--mark")
    {
        Description = "Something upright of known height: foot, head, metres. From 0 to 1, or pixels. Give two or more, near and far, left and right.",
        HelpName = "X,Y,X,Y,M",
        CustomParser = MarkArgument.Parse,
    };

    private readonly NumberOption<double> _height = new("--height", 0.5, 60) { Description = "Height of the lens above the ground, in metres; without marks." };
    private readonly NumberOption<double> _tilt = new("--tilt", -20, 89) { Description = "How far it looks below the horizontal, in degrees; without marks." };
    private readonly NumberOption<double> _fov = new("--fov", 3, 120) { Description = "Vertical field of view in degrees. Marks tell it roughly; the data sheet knows." };
    private readonly NumberOption<double> _roll = new("--roll", -20, 20) { Description = "How far the picture is turned, in degrees; positive where the horizon falls to the right." };

    public void AddTo(Command verb)
    {
        verb.Add(_marks);
        verb.Add(_height);
        verb.Add(_tilt);
        verb.Add(_fov);
        verb.Add(_roll);
    }

    /// <summary>Null where nothing of it is given.</summary>
    public CalibrationOptions? Read(ParseResult parsed, int width, int height)
    {
        var marks = parsed.GetValue(_marks) ?? [];
        var told = new CalibrationOptions
        {
            HeightMeters = parsed.GetValue(_height),
            TiltDegrees = parsed.GetValue(_tilt),
            VerticalFovDegrees = parsed.GetValue(_fov),
            RollDegrees = parsed.GetValue(_roll),
        };
        return marks.Length == 0 && told == new CalibrationOptions()
            ? null
            : told with { AspectRatio = Math.Round((double)width / height, 4), Marks = [.. marks.Select(mark => mark.ToOptions(width, height))] };
    }
}
