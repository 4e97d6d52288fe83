using System.Globalization;
using System.Xml.Linq;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>One track: its best view, and all that somebody who saw it could say.</summary>
internal static class TrackCard
{
    public static string IdOf(int track) => string.Create(CultureInfo.InvariantCulture, $"track-{track}");

    public static XElement Of(TrackStory story) => new(
        "article",
        new XAttribute("id", IdOf(story.Id)),
        new XAttribute("class", "card track"),
        story.Best is { Jpeg.Length: > 0 } best
            ? new XElement("figure", Html.Picture(best.Jpeg, $"{story.Label} {story.Id}"), Html.Of("figcaption", EventWords.Offset(best.Time)))
            : Html.Of("figure", "no picture", "none"),
        new XElement(
            "div",
            new XElement("h3", Html.Text($"{story.Label} {story.Id}")),
            Html.Of("p", $"{EventWords.Offset(story.From)} to {EventWords.Offset(story.To)}, {EventWords.Length(story.To - story.From)}", "faint"),
            story.Look is { } look ? new XElement("dl", Colors(story), Words(look)) : null));

    private static IEnumerable<XElement> Colors(TrackStory story) =>
        Garment.Of(story).SelectMany(garment => Row(garment.Name, [.. Swatch.Of(garment.Color)]));

    private static IEnumerable<XElement> Words(TrackAppearance look)
    {
        var seen = look.Appearance;
        List<XElement> rows = [];
        if (seen.Kind == ObjectKind.Person)
        {
            var height = look.HeightMeters is { } meters ? string.Create(CultureInfo.InvariantCulture, $"{meters:0.00} m, ") : "";
            rows.AddRange(Row("age", $"{height}{MessageJson.KebabCase(seen.Age)}"));
            rows.AddRange(Row("company", MessageJson.KebabCase(seen.Company)));
            rows.AddRange(seen.Carried == Carried.None ? [] : Row("with", seen.Carried.ToString().ToLowerInvariant()));
        }

        return [.. rows, .. Row("heading", MessageJson.KebabCase(seen.Heading))];
    }

    private static IEnumerable<XElement> Row(string name, params object[] value) => [Html.Of("dt", name), new XElement("dd", value)];
}
