using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>One event: the scene at its start, its subject, and what it says.</summary>
internal static class EventCard
{
    private const int MostTracks = 12;

    public static string IdOf(EdgeEvent edgeEvent) => $"event-{edgeEvent.EventId:N}";

    public static XElement Of(ReportEvent shown, ReportFacts facts)
    {
        var (start, last) = (shown.Start, shown.Latest);
        var clock = facts.Clock(start.Time);
        return new XElement(
            "article",
            new XAttribute("id", IdOf(start)),
            new XAttribute("class", "card event"),
            new XElement("figure", Html.Picture(shown.Still, $"{start.Type} at {EventWords.Offset(start.Time)}"), CloseUp(start, facts)),
            new XElement(
                "div",
                Html.Of("h3", Name(start)),
                Html.Of("p", $"{EventWords.Offset(start.Time)} to {EventWords.Offset(last.Time)}, {EventWords.Length(last.Duration)} {last.Reason}".TrimEnd()),
                clock.Length == 0 ? null : Html.Of("p", clock, "faint"),
                Html.Of("p", What(shown, facts)),
                Tracks(start, facts),
                Match(shown.Detail?.Match)));
    }

    /// <summary>Such as <c>intrusion 침입</c>.</summary>
    public static string Name(EdgeEvent edgeEvent) => $"{edgeEvent.Type} {EventTypes.KoreanName(edgeEvent.Type)}".TrimEnd();

    private static string What(ReportEvent shown, ReportFacts facts)
    {
        string?[] words =
        [
            shown.Start.Severity.ToString().ToLowerInvariant(),
            facts.Zones.FirstOrDefault(zone => zone.Id == shown.Start.Zone)?.Name ?? shown.Start.Zone ?? shown.Start.Line,
            shown.Latest.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"score {score:0.00}") : null,
            DetailWords.Of(shown.Detail),
        ];
        return string.Join(" · ", words.Where(word => !string.IsNullOrEmpty(word)));
    }

    private static XElement? CloseUp(EdgeEvent start, ReportFacts facts) =>
        start.Tracks is [var subject, ..] && facts.Tracks.FirstOrDefault(story => story.Id == subject)?.Best is { Jpeg.Length: > 0 } best
            ? Html.Picture(best.Jpeg, $"track {subject} at its best")
            : null;

    /// <summary>A link to each that has a card.</summary>
    private static XElement? Tracks(EdgeEvent start, ReportFacts facts)
    {
        ImmutableArray<int> all = [.. start.Tracks, .. (start.Detail?.Parties ?? []).Select(party => party.Track).Except(start.Tracks)];
        if (all.IsEmpty)
        {
            return null;
        }

        var shown = facts.Tracks.ToDictionary(story => story.Id);
        return new XElement(
            "p",
            all.Take(MostTracks).Select(track => shown.TryGetValue(track, out var story)
                ? new XElement("span", Html.Link(TrackCard.IdOf(track), $"{story.Label} {track}"), " ")
                : Html.Of("span", $"track {track} ")),
            all.Length > MostTracks ? $"+{all.Length - MostTracks}" : null);
    }

    private static XElement? Match(DescriptionMatch? match) => match is null or { Attributes.IsEmpty: true } ? null : new XElement(
        "dl",
        match.Attributes.SelectMany(attribute => new[]
        {
            Html.Of("dt", attribute.Attribute),
            Html.Of("dd", string.Create(CultureInfo.InvariantCulture, $"{attribute.Seen} ({attribute.LogLikelihoodRatio:+0.0;-0.0;0})")),
        }));
}
