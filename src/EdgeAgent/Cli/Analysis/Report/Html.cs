using System.Xml;
using System.Xml.Linq;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>Pieces of a page. XML escapes what they quote; what it cannot hold at all is replaced.</summary>
internal static class Html
{
    /// <summary>An element with text in it; never an empty tag, which a browser would leave open.</summary>
    public static XElement Of(string name, string text, string? style = null) =>
        new(name, style is null ? null : new XAttribute("class", style), Text(text));

    /// <summary>A picture that is in the page.</summary>
    public static XElement Picture(byte[] jpeg, string what) => new(
        "img",
        new XAttribute("src", $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}"),
        new XAttribute("alt", Text(what)));

    /// <summary>A place in the same page.</summary>
    public static XElement Link(string id, string text) => new("a", new XAttribute("href", $"#{id}"), Text(text));

    /// <summary>Names come from files and configurations, and may hold anything.</summary>
    public static string Text(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
