using System.Globalization;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Eval;

/// <summary>How far two models agree on a folder.</summary>
internal sealed record DetectionReport(
    ComparedModel Reference, ComparedModel Candidate, IReadOnlyList<FileAgreement> Files, FileAgreement Total, IReadOnlyList<Problem> Skipped)
{
    private static readonly string[] Heading =
        ["frames", "reference", "candidate", "matched", "missed (near)", "added (near)", "recall", "precision", "F1", "|score|", "p95", "IoU"];

    public string ToJson() => JsonSerializer.Serialize(this, ConfigurationJson.Options);

    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"reference {Reference}");
        output.WriteLine($"candidate {Candidate}");
        Write("all labels", file => file.All, output);
        Write("person", file => file.Person, output);
        if (Skipped.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"{Skipped.Count} of {Files.Count + Skipped.Count} files could not be read and are not counted");
        }
    }

    private void Write(string what, Func<FileAgreement, Agreement> figures, TextWriter output)
    {
        output.WriteLine();
        TextTable.Write(
            output,
            [[what, .. Heading], .. Files.Append(Total).Select(file => (string[])[file.File, .. Row(figures(file))])]);
    }

    private static string[] Row(Agreement a) =>
    [
        $"{a.Frames}", $"{a.Reference}", $"{a.Candidate}", $"{a.Matched}", $"{a.Missed} ({a.MissedNear})", $"{a.Added} ({a.AddedNear})",
        Text(a.Recall), Text(a.Precision), Text(a.F1), Text(a.MeanScoreDifference), Text(a.P95ScoreDifference), Text(a.MeanOverlap),
    ];

    private static string Text(double? figure) => figure?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";
}
