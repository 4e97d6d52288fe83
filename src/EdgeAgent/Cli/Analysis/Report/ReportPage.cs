using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>
/// Facts as one HTML file that needs nothing else: pictures are in it, there is no script, and its policy lets the browser fetch nothing.
/// It is well-formed XML as well, which escapes all that it quotes.
/// </summary>
internal static class ReportPage
{
    // Should a name ever get past the escaping, it runs nothing.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public static void Write(ReportFacts facts, Stream file)
    {
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None };
        using var writer = XmlWriter.Create(file, settings);
        writer.WriteDocType("html", null, null, null);
        Page(facts).WriteTo(writer);
    }

    private static XElement Page(ReportFacts facts) => new(
        "html",
        new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            Html.Of("title", facts.Title),
            new XElement("style", ReportStyle.Css)),
        new XElement(
            "body",
            Header(facts),
            Section("Timeline", null, Timeline.Of(facts)),
            Section("Events", More(facts.EventCount - facts.Events.Count, "event"), Cards(facts.Events.Select(shown => EventCard.Of(shown, facts)), "There were none.")),
            Section(
                "People and vehicles",
                More(facts.TrackCount - facts.Tracks.Count, "track"),
                Cards(facts.Tracks.Where(story => story.Look is not null).Select(TrackCard.Of), "None was tracked.")),
            Things(facts)));

    // A chair is taken for a bird now and then; they shall not stand among people.
    private static XElement? Things(ReportFacts facts) => facts.Tracks.Where(story => story.Look is null).Select(TrackCard.Of).ToList() is { Count: > 0 } things
        ? Section("Other things", null, Cards(things, ""))
        : null;

    private static XElement Header(ReportFacts facts)
    {
        var zones = string.Join(", ", facts.Zones.Select(zone => zone.Name));
        return new XElement(
            "header",
            Html.Of("h1", facts.Title),
            Html.Of("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{EventWords.Offset(facts.To)} of video · {Count(facts.Frames, "frame")} analysed · {Count(facts.TrackCount, "track")} · {Count(facts.EventCount, "event")}")),
            Html.Of("p", $"model {facts.Model} · zones: {(zones.Length == 0 ? "none" : zones)}"),
            facts.Clock(facts.From) is { Length: > 0 } began ? Html.Of("p", $"began {began}") : null);
    }

    private static XElement Section(string heading, string? note, XElement content) =>
        new("section", Html.Of("h2", heading), note is null ? null : Html.Of("p", note, "note"), content);

    private static XElement Cards(IEnumerable<XElement> cards, string none) =>
        cards.ToList() is { Count: > 0 } all ? new XElement("div", new XAttribute("class", "cards"), all) : Html.Of("p", none, "note");

    private static string? More(int count, string what) => count > 0 ? $"and {Count(count, $"more {what}")} that the page has no room for" : null;

    private static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
