using System.Globalization;

namespace EdgeAgent.Domain;

/// <summary>What an event of one type says beyond, in a few words for a log or a terminal.</summary>
internal static class DetailWords
{
    public static string Of(EventDetail? detail) => detail is null
        ? ""
        : Of(
            detail.Kind,
            detail.Count,
            detail.Direction,
            detail.Counts,
            detail.Parties.Select(party => (party.Track, party.ObjectClass)),
            detail.Suppressed);

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
        return string.Join(", ", words.Where(word => word is not null));
    }

    private static string? With(IReadOnlyCollection<string> parties) => parties.Count == 0 ? null : $"with {string.Join(" and ", parties)}";

    private static string Side(LineDirection direction) => direction == LineDirection.ToLeft ? "to the left" : "to the right";
}
