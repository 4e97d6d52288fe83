using System.Globalization;
using System.Xml.Linq;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>A colour to look at with its name and score. What could not be told is hatched, never grey.</summary>
internal static class Swatch
{
    public static IEnumerable<XElement> Of(ColorEstimate estimate)
    {
        if (estimate.IsUnknown)
        {
            return [Html.Of("span", "", "swatch unknown"), Html.Of("span", "unknown", "faint")];
        }

        (NamedColor Color, float Score)[] colors = [(estimate.First, estimate.FirstScore), (estimate.Second, estimate.SecondScore)];
        return colors.Where(color => color.Color != NamedColor.Unknown).SelectMany(color => Named(color.Color, color.Score));
    }

    /// <summary>The class of the colour in the page's style.</summary>
    public static string ClassOf(NamedColor color) => color.ToString().ToLowerInvariant();

    private static IEnumerable<XElement> Named(NamedColor color, float score) =>
    [
        Html.Of("span", "", $"swatch {ClassOf(color)}"),
        Html.Of("span", string.Create(CultureInfo.InvariantCulture, $"{ClassOf(color)} {score:0.00}")),
    ];
}
