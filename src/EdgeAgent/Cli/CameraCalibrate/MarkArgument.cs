using System.CommandLine.Parsing;
using System.Globalization;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>A mark as one argument, <c>x,y,x,y,metres</c>: foot, head, height; from 0 to 1, or in pixels.</summary>
internal sealed record MarkArgument(double FootX, double FootY, double HeadX, double HeadY, double Meters)
{
    /// <summary>Pixels where anything is above 1: nobody marks the first pixel's corner.</summary>
    private bool IsInPixels => FootX > 1 || FootY > 1 || HeadX > 1 || HeadY > 1;

    public static MarkArgument[] Parse(ArgumentResult argument)
    {
        var marks = argument.Tokens.Select(token => Parse(token.Value)).ToList();
        if (marks.IndexOf(null) is >= 0 and var wrong)
        {
            argument.AddError($"--mark '{argument.Tokens[wrong].Value}' must be foot x,y, head x,y and metres, like 0.31,0.82,0.31,0.44,1.7");
        }

        return [.. marks.OfType<MarkArgument>()];
    }

    public CalibrationMarkOptions ToOptions(int width, int height)
    {
        var (across, down) = IsInPixels ? (width, height) : (1, 1);
        return new CalibrationMarkOptions
        {
            Foot = new NormalizedPoint((float)(FootX / across), (float)(FootY / down)),
            Head = new NormalizedPoint((float)(HeadX / across), (float)(HeadY / down)),
            HeightMeters = Meters,
        };
    }

    private static MarkArgument? Parse(string text)
    {
        var numbers = text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
            .ToArray();
        return numbers is [var footX, var footY, var headX, var headY, var meters] && numbers.All(double.IsFinite)
            ? new MarkArgument(footX, footY, headX, headY, meters)
            : null;
    }
}
