using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

/// <summary>What can be wrong with the ends of a line.</summary>
internal static class LineCheck
{
    /// <summary>A thousandth of the picture is two pixels of Full HD: a line below it is a slip of the hand.</summary>
    private const double ShortestLength = 1e-3;

    public static void Check(LineOptions line, string path, List<Problem> problems)
    {
        var before = problems.Count;
        CheckEnd(line.Start, "start");
        CheckEnd(line.End, "end");
        if (problems.Count == before && double.Hypot((double)line.End.X - line.Start.X, (double)line.End.Y - line.Start.Y) < ShortestLength)
        {
            problems.Add(new Problem("config/line-too-short", $"line '{line.Id}' starts where it ends", "give two ends that differ", path));
        }

        void CheckEnd(NormalizedPoint point, string name)
        {
            if (point is not { X: >= 0 and <= 1, Y: >= 0 and <= 1 })
            {
                problems.Add(new Problem(
                    "config/line-outside",
                    string.Create(CultureInfo.InvariantCulture, $"the {name} of line '{line.Id}' is [{point.X}, {point.Y}], outside the picture"),
                    "give x and y from 0 to 1: pixels divided by the width and the height of the picture",
                    $"{path}.{name}"));
            }
        }
    }
}
