using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>Whether marks can be of one camera over one flat ground; if not, which of them disagrees, and by how much.</summary>
internal static class MarkAgreement
{
    /// <summary>A share of the height: with more than that between marks, 1.35 m cannot be told from 1.50 m.</summary>
    private const double LargestResidual = 0.1;

    /// <summary>With fewer, any one of them can be left out, and the others agree.</summary>
    private const int FewestToBlameOne = 4;

    public static bool Agrees(Calibration? calibration) => calibration?.Marks.All(residual => Math.Abs(residual.Share) <= LargestResidual) == true;

    /// <param name="marks">Which do not agree.</param>
    /// <param name="calibration">What came nearest; null where nothing came near.</param>
    /// <param name="told">What it was fitted with.</param>
    /// <param name="path">Of the list.</param>
    public static Problem Describe(IReadOnlyList<HeightMark> marks, Calibration? calibration, CalibrationOptions told, string path) =>
        marks.Count >= FewestToBlameOne && Culprit(marks, told) is var (index, alone)
            ? new Problem(
                "calibration/marks-contradict",
                Text($"mark {index + 1} contradicts the others: by them it is {Height(alone)} tall, not {alone.Mark.Meters:0.00} m ({Share(alone)})"),
                "mark its foot, its head and its height again, or leave it out; it must stand upright on the same flat ground",
                $"{path}[{index}]")
            : new Problem(
                "calibration/marks-contradict",
                $"the marks contradict each other: {Residuals(marks, calibration)}",
                marks.Count < FewestToBlameOne
                    ? "mark them again, the foot where it meets the ground; with a fourth mark it can be told which one is wrong"
                    : "more than one is wrong: mark them again, upright things on the same flat ground",
                path);

    /// <summary>The one without which the others agree, the best where there are several, with its height by the others.</summary>
    private static (int Index, MarkResidual Alone)? Culprit(IReadOnlyList<HeightMark> marks, CalibrationOptions told) =>
        Enumerable.Range(0, marks.Count)
            .Select(index => (Index: index, Others: MarkFit.Of([.. marks.Where((_, i) => i != index)], told)))
            .Where(candidate => Agrees(candidate.Others))
            .OrderBy(candidate => candidate.Others!.Marks.Max(residual => Math.Abs(residual.Share)))
            .Select(candidate => ((int, MarkResidual)?)(candidate.Index, MarkResidual.Of(candidate.Others!.Geometry, marks[candidate.Index])))
            .FirstOrDefault();

    private static string Residuals(IReadOnlyList<HeightMark> marks, Calibration? calibration) => calibration is null
        ? "no camera over a flat ground could have seen them"
        : string.Join("; ", calibration.Marks
            .Select((residual, i) => (Residual: residual, Number: i + 1))
            .OrderByDescending(entry => Math.Abs(entry.Residual.Share))
            .Select(entry => Text($"mark {entry.Number} comes out {Height(entry.Residual)} tall, not {entry.Residual.Mark.Meters:0.00} m ({Share(entry.Residual)})")));

    private static string Height(MarkResidual residual) => residual.Measured is { } meters ? Text($"{meters:0.00} m") : "above the horizon and not";

    private static string Share(MarkResidual residual) => residual.Measured is null ? "its foot is not on the ground" : Text($"{100 * residual.Share:+0;-0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
