using System.Xml.Linq;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>
/// The video as a picture: one bar for each track from its first to its last view, in the colours that it wore from the top, and a mark for
/// each event. Lengths are in percent, so that letters stay readable however narrow the page is.
/// </summary>
internal static class Timeline
{
    private const int AxisHeight = 22;
    private const int MarksHeight = 22;
    private const int RowHeight = 18;
    private const int BarHeight = 12;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XElement Of(ReportFacts facts)
    {
        var axis = new TimeAxis(facts.From, facts.To);
        var height = AxisHeight + MarksHeight + (facts.Tracks.Count * RowHeight) + 4;
        return new XElement(
            "div",
            new XAttribute("class", "timeline"),
            new XElement(
                Svg + "svg",
                new XAttribute("width", "100%"),
                new XAttribute("height", height),
                new XAttribute("aria-label", "tracks and events over time"),
                Hatch(),
                axis.Ticks().SelectMany(tick => Tick(axis, tick, height)),
                facts.Events.Select(shown => Mark(axis, shown, height)),
                facts.Tracks.Select((story, row) => Bar(axis, story, AxisHeight + MarksHeight + (row * RowHeight)))));
    }

    private static XElement Hatch() => new(
        Svg + "defs",
        new XElement(
            Svg + "pattern",
            new XAttribute("id", "hatch"),
            new XAttribute("width", 6),
            new XAttribute("height", 6),
            new XAttribute("patternUnits", "userSpaceOnUse"),
            new XAttribute("patternTransform", "rotate(45)"),
            new XElement(Svg + "rect", new XAttribute("width", 2), new XAttribute("height", 6), new XAttribute("class", "hatch"))));

    private static IEnumerable<XElement> Tick(TimeAxis axis, MediaTime time, int height) =>
    [
        Line(axis.At(time), AxisHeight - 4, height, "tick"),
        Label(axis, time, 14, 0, TimeAxis.Label(time), "axis"),
    ];

    private static XElement Mark(TimeAxis axis, ReportEvent shown, int height)
    {
        var at = axis.At(shown.Start.Time);
        return Linked(
            EventCard.IdOf(shown.Start),
            $"{EventWords.Offset(shown.Start.Time)} {EventCard.Name(shown.Start)}",
            Line(at, AxisHeight + 10, height, "event"),
            new XElement(
                Svg + "circle",
                new XAttribute("cx", at),
                new XAttribute("cy", AxisHeight + 10),
                new XAttribute("r", 6),
                new XAttribute("class", "event")));
    }

    private static XElement Bar(TimeAxis axis, TrackStory story, int top)
    {
        var garments = Garment.Of(story);
        var each = BarHeight / Math.Max(1, garments.Count);
        return Linked(
            TrackCard.IdOf(story.Id),
            $"{story.Label} {story.Id}: {EventWords.Offset(story.From)} to {EventWords.Offset(story.To)}",
            [
                .. garments.Select((garment, i) => Rectangle(axis, story, top + (i * each), each, garment.Color)),
                Outline(axis, story, top),
                Label(axis, story.From, top + BarHeight - 2, 4, $"{story.Id}", "bar"),
            ]);
    }

    private static XElement Rectangle(TimeAxis axis, TrackStory story, int top, int height, ColorEstimate color) => new(
        Svg + "rect",
        Place(axis, story, top, height),
        new XAttribute("class", color.IsUnknown ? "unknown" : Swatch.ClassOf(color.First)));

    private static XElement Outline(TimeAxis axis, TrackStory story, int top) =>
        new(Svg + "rect", Place(axis, story, top, BarHeight), new XAttribute("class", "outline"));

    private static XAttribute[] Place(TimeAxis axis, TrackStory story, int top, int height) =>
    [
        new("x", axis.At(story.From)), new("y", top), new("width", axis.Width(story.From, story.To)), new("height", height),
    ];

    private static XElement Line(string x, int from, int to, string style) => new(
        Svg + "line",
        new XAttribute("x1", x),
        new XAttribute("x2", x),
        new XAttribute("y1", from),
        new XAttribute("y2", to),
        new XAttribute("class", style));

    /// <summary>Right of its moment, or left of it where it would leave the picture.</summary>
    private static XElement Label(TimeAxis axis, MediaTime time, int y, int off, string text, string style)
    {
        var isLate = axis.Share(time) > 0.93;
        return new XElement(
            Svg + "text",
            new XAttribute("x", axis.At(time)),
            new XAttribute("dx", isLate ? -off : off),
            new XAttribute("y", y),
            new XAttribute("text-anchor", isLate ? "end" : "start"),
            new XAttribute("class", style),
            Html.Text(text));
    }

    private static XElement Linked(string id, string title, params XElement[] content) =>
        new(Svg + "a", new XAttribute("href", $"#{id}"), new XElement(Svg + "title", Html.Text(title)), content);
}
