using System.Collections.Immutable;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Messaging;
using EdgeAgent.Rules;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>For each rule what it raised, and for each track how far it came.</summary>
internal sealed record TrialReport(ImmutableArray<TrialReport.TriedRule> Rules)
{
    public static TrialReport Of(
        IEnumerable<RuleOptions> rules, RuleTrace trace, TriedTracks tracks, EventCounts events, IReadOnlyList<string> labels)
    {
        var progress = trace.All.ToDictionary(known => (known.Rule, known.Track));
        return new([.. rules.Select(rule => new TriedRule(
            rule.Id,
            rule.Type,
            events.Of(rule.Id),
            [.. tracks.All.Select(track => Row(track, progress.GetValueOrDefault((rule.Id, track.Id))))]))]);

        TriedRow Row(TriedTrack track, RuleProgress? reached) => new(
            track.Id,
            labels[track.ClassId],
            Seconds(track.First),
            Seconds(track.Last),
            Math.Round(track.Score, 2),
            reached?.Fired is { } fired ? Seconds(fired) : null,
            reached is { Fired: null } ? reached.Condition : null,
            reached is { Fired: null } ? Math.Round(reached.Value, 3) : null,
            reached is { Fired: null } ? reached.Needed : null,
            TrialVerdict.Of(reached),
            reached?.IsOfOtherClass == true);
    }

    public string ToJson() => JsonSerializer.Serialize(this, MessageJson.Options);

    public void WriteTo(TextWriter output)
    {
        foreach (var rule in Rules)
        {
            output.WriteLine($"{rule.Id} ({rule.Type}): {rule.Events} event{(rule.Events == 1 ? "" : "s")}");
            if (rule.Tracks.IsEmpty)
            {
                output.WriteLine("  nothing was tracked in this video: is the camera aimed right, and what is to be seen large enough?");
                continue;
            }

            var told = rule.Tracks.Where(row => !row.IsOfOtherClass).ToList();
            if (told.Count > 0)
            {
                TextTable.Write(output, [["  track", "class", "seen", "score", "result"], .. told.Select(Cells)]);
            }

            if (told.Count < rule.Tracks.Length)
            {
                var others = rule.Tracks.Where(row => row.IsOfOtherClass).GroupBy(row => row.ObjectClass).OrderByDescending(of => of.Count());
                output.WriteLine($"  of classes that do not count: {string.Join(", ", others.Select(of => $"{of.Count()} × {of.Key}"))}");
            }
        }
    }

    private static string[] Cells(TriedRow row) =>
    [
        $"  {row.Track}",
        row.ObjectClass,
        $"{EventWords.Offset(MediaTime.FromSeconds(row.FirstSeconds))} to {EventWords.Offset(MediaTime.FromSeconds(row.LastSeconds))}",
        row.Score.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
        row.Verdict,
    ];

    private static double Seconds(MediaTime time) => Math.Round(time.TotalSeconds, 3);

    /// <param name="Events">That it raised.</param>
    internal sealed record TriedRule(string Id, string Type, int Events, ImmutableArray<TriedRow> Tracks);

    /// <param name="FiredSeconds">Into the video; absent where it did not fire.</param>
    /// <param name="Condition">The farthest condition that was looked at; absent where it fired.</param>
    internal sealed record TriedRow(
        int Track,
        string ObjectClass,
        double FirstSeconds,
        double LastSeconds,
        double Score,
        double? FiredSeconds,
        string? Condition,
        double? Value,
        double? Needed,
        string Verdict,
        bool IsOfOtherClass);
}
