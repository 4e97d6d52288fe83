using System.Globalization;
using System.Text.Json;

namespace EdgeAgent.Domain;

/// <summary>What an event of one type says beyond, in a few words for a log or a terminal.</summary>
internal static class DetailWords
{
    public static string Of(EventDetail? detail) => detail is null
        ? ""
        : Joined(
        [
            Of(
                detail.Kind,
                detail.Count,
                detail.Direction,
                detail.Counts,
                detail.Parties.Select(party => (party.Track, party.ObjectClass)),
                detail.Suppressed),
            OfMatch(detail.Order, detail.Match, detail.Heading, detail.Past, detail.More),
        ]);

    /// <summary>
    /// Such as <c>resembles order jacket of case 2026-112 0.86 (tops red, bottoms blue), heading left</c>; empty where it is no match.
    /// </summary>
    public static string OfMatch(OrderReference? order, DescriptionMatch? match, Heading? heading, bool? past, int? more) => order is null || match is null
        ? ""
        : Joined(
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"resembles order {order.Id} of case {order.Case} {match.Score:0.00} ({string.Join(", ", match.Attributes.OfType<AttributeMatch>().Select(attribute => $"{attribute.Attribute} {attribute.Seen}"))})"),
            heading is { } way ? $"heading {JsonNamingPolicy.KebabCaseLower.ConvertName(way.ToString())}" : null,
            past == true ? "seen before the order came" : null,
            more is { } untold ? string.Create(CultureInfo.InvariantCulture, $"and {untold} more that are not told") : null,
        ]);

    /// <summary>Such as <c>covered</c> or <c>12 counted, with person 3, stands for 5 more alerts</c>; empty where there is nothing to say.</summary>
    public static string Of(
        string? kind, int? count, LineDirection? direction, IEnumerable<LineCount> counts, IEnumerable<(int Track, string ObjectClass)> parties, int? suppressed)
    {
        List<string?> words =
        [
            kind,
            count is { } many ? string.Create(CultureInfo.InvariantCulture, $"{many} counted") : null,
            direction is { } way ? Side(way) : null,
            .. counts.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.ObjectClass} {line.Count} {Side(line.Direction)}")),
            With([.. parties.Select(party => string.Create(CultureInfo.InvariantCulture, $"{party.ObjectClass} {party.Track}"))]),
            suppressed is { } held ? string.Create(CultureInfo.InvariantCulture, $"stands for {held} more {(held == 1 ? "alert" : "alerts")}") : null,
        ];
        return Joined(words);
    }

    private static string Joined(IEnumerable<string?> words) => string.Join(", ", words.Where(word => !string.IsNullOrEmpty(word)));

    private static string? With(IReadOnlyCollection<string> parties) => parties.Count == 0 ? null : $"with {string.Join(" and ", parties)}";

    private static string Side(LineDirection direction) => direction == LineDirection.ToLeft ? "to the left" : "to the right";
}
