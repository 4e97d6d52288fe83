using System.Globalization;
using System.Text;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Words of a camera, made fit for a terminal and a file: one line, no controls, nothing invisible, bounded.</summary>
internal static class CameraText
{
    private const int Longest = 80;

    /// <summary>Null where nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = new StringBuilder();
        foreach (var rune in text.Trim().EnumerateRunes().Take(Longest))
        {
            clean.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.SpaceSeparator => " ",
                // Format takes in the marks that turn the direction of text round.
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => "?",
                _ => rune.ToString(),
            });
        }

        return clean.ToString();
    }
}
