using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis;

/// <summary>What a contact sheet says of an analysis and its events.</summary>
/// <param name="model">Name and version.</param>
/// <param name="clock">Wall-clock time of a media time, in words; empty where nobody knows it.</param>
/// <param name="zones">That are watched.</param>
/// <param name="labels">Of the model's classes.</param>
internal sealed class SheetWords(string model, Func<MediaTime, string> clock, IReadOnlyList<Zone> zones, IReadOnlyList<string> labels)
{
    public static SheetWords Of(AnalysisSettings settings, ModelManifest model) =>
        new(model.ToString(), settings.ToldClock, settings.Zones, model.Labels);

    public string Header(AnalysisSettings settings)
    {
        var rate = settings.Plan.DetectionsPerSecond is > 0 and var perSecond
            ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.##} frames a second")
            : "every frame";
        var names = string.Join(", ", zones.Select(Name));
        return $"model {model}   {rate}   zones: {(names.Length == 0 ? "none" : names)}   {clock(default)}".TrimEnd();
    }

    public IReadOnlyList<string> Of(SheetEvent shown)
    {
        var (start, last) = (shown.Start, shown.Latest);
        var score = last.Score is { } best ? string.Create(CultureInfo.InvariantCulture, $", score {best:0.00}") : "";
        List<string> lines =
        [
            $"{EventWords.Name(start)}   {Area(start)}",
            $"{EventWords.Subject(start)}{score}   {start.Severity.ToString().ToLowerInvariant()}".TrimStart(',', ' '),
            $"{EventWords.Offset(start.Time)} to {EventWords.Offset(last.Time)}, {EventWords.Length(last.Duration)}   {last.Reason}".TrimEnd(),
        ];
        if (DetailWords.Of(last.Detail ?? start.Detail) is { Length: > 0 } detail)
        {
            lines.Add(detail);
        }

        if (clock(start.Time) is { Length: > 0 } told)
        {
            lines.Add(told);
        }

        return lines;
    }

    public IReadOnlyList<string> Of(MediaTime time, IReadOnlyCollection<Track> seen)
    {
        var counts = seen.GroupBy(track => track.ClassId).OrderByDescending(tracks => tracks.Count());
        return
        [
            EventWords.Offset(time),
            seen.Count == 0 ? "nothing tracked" : string.Join(", ", counts.Select(tracks => $"{tracks.Count()} × {labels[tracks.Key]}")),
        ];
    }

    private string? Area(EdgeEvent edgeEvent) =>
        zones.FirstOrDefault(zone => zone.Id == edgeEvent.Zone) is { } known ? Name(known) : edgeEvent.Zone ?? edgeEvent.Line;

    private static string Name(Zone zone) => LabelFont.Writable(zone.Name, zone.Id);
}
