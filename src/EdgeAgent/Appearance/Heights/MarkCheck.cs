using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>What can be wrong with marks before a geometry is fitted to them.</summary>
internal static class MarkCheck
{
    private const double Shortest = 0.2;

    private const double Tallest = 10;

    /// <summary>A share of the picture's height; marks of fewer rows tell nothing.</summary>
    private const double FewestRows = 0.01;

    /// <summary>So many times as large in the picture must the nearest be as the farthest, for each metre of its height.</summary>
    private const double LeastPerspective = 1.15;

    public static IEnumerable<Problem> Check(IReadOnlyList<HeightMark> marks, string path)
    {
        if (marks.Count < CalibrationOptions.FewestMarks)
        {
            return
            [
                new Problem(
                    "calibration/too-few-marks",
                    $"{marks.Count} mark tells nothing of how the ground lies",
                    $"mark {CalibrationOptions.FewestMarks} or more things of known height, near and far, or give heightMeters, tiltDegrees and verticalFovDegrees",
                    path),
            ];
        }

        List<Problem> problems = [.. marks.SelectMany((mark, i) => Check(mark, i + 1, $"{path}[{i}]"))];
        if (problems.Count == 0 && Perspective(marks) is var perspective && perspective < LeastPerspective)
        {
            problems.Add(new Problem(
                "calibration/marks-alike",
                Text($"all marks stand equally far away: the largest is {perspective:0.00} times as large in the picture as the smallest, for each metre"),
                Text($"mark something nearer or farther, at least {LeastPerspective:0.00} times as large or small"),
                path));
        }

        return problems;
    }

    private static IEnumerable<Problem> Check(HeightMark mark, int number, string path)
    {
        if (Outside(mark.Foot) || Outside(mark.Head))
        {
            yield return new Problem(
                "calibration/mark-outside",
                Text($"mark {number} from [{mark.Foot.X}, {mark.Foot.Y}] to [{mark.Head.X}, {mark.Head.Y}] lies outside the picture"),
                "give x and y from 0 to 1: pixels divided by the width and the height of the picture",
                path);
        }
        else if (mark.Rows < FewestRows)
        {
            yield return new Problem(
                "calibration/mark-upside-down",
                Text($"the foot of mark {number}, at {mark.Foot.Y:0.####}, is not below its head, at {mark.Head.Y:0.####}"),
                "give the foot first, then the head; y grows downwards, and they must be 0.01 apart",
                path);
        }

        if (mark.Meters is not (>= Shortest and <= Tallest))
        {
            yield return new Problem(
                "calibration/mark-height",
                Text($"mark {number} is said to be {mark.Meters:0.###} m tall"),
                Text($"give its height in metres, from {Shortest} to {Tallest}"),
                path);
        }
    }

    private static bool Outside(NormalizedPoint point) => point is not { X: >= 0 and <= 1, Y: >= 0 and <= 1 };

    private static double Perspective(IReadOnlyList<HeightMark> marks) =>
        marks.Max(mark => mark.Rows / mark.Meters) / marks.Min(mark => mark.Rows / mark.Meters);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
