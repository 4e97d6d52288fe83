using System.Globalization;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Cli.Search;

/// <summary>Matches for people: when and where, how well, and what was seen of each thing that was described.</summary>
internal static class FoundTable
{
    public static void Write(TextWriter output, IReadOnlyList<SightingMatch> matches)
    {
        string[] header =
        [
            "rank", "in view from", "to", "camera", "track", "score", .. matches[0].Explanation.Select(score => score.Attribute), "best at", "clock",
        ];
        TextTable.Write(output, [header, .. matches.Select(Row)]);
    }

    /// <summary>Local, to the second.</summary>
    public static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string[] Row(SightingMatch match, int index)
    {
        var sighting = match.Sighting;
        return
        [
            (index + 1).ToString(CultureInfo.InvariantCulture),
            Local(sighting.FromUtc.Value),
            Clock(sighting.ToUtc.Value),
            sighting.Camera.Value,
            sighting.Track.ToString(CultureInfo.InvariantCulture),
            match.Score.ToString("0.00", CultureInfo.InvariantCulture),
            .. match.Explanation.Select(score => score.Seen),
            Clock(sighting.BestUtc.Value),
            sighting is { FromUtc.Synchronised: true, ToUtc.Synchronised: true } ? "" : "unsynced",
        ];
    }

    private static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
