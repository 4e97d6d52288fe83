using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>The typeface for labels: taken from a file, since the native library comes without fontconfig.</summary>
internal static class LabelFont
{
    private const string Folder = "/usr/share/fonts";

    /// <summary>Those that can write Korean first: zones have Korean names.</summary>
    private static readonly string[] Preferred = ["NanumGothicBold", "NanumGothic", "NotoSansCJK-Bold", "NotoSansCJK-Regular", "DejaVuSans-Bold", "DejaVuSans"];

    /// <summary>Null where the device has no font at all; pictures then have no labels.</summary>
    public static SKTypeface? Typeface { get; } = Find();

    // Its size does not matter: it is asked for its letters.
    private static readonly SKFont Letters = OfSize(12);

    public static SKFont OfSize(float pixels) => new(Typeface, pixels) { Edging = SKFontEdging.Antialias };

    /// <summary>The first text that the typeface has all letters for, the last where there is none: better an id than empty boxes.</summary>
    public static string Writable(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (Typeface is not null && Letters.ContainsGlyphs(text))
            {
                return text;
            }
        }

        return texts[^1];
    }

    private static SKTypeface? Find()
    {
        if (!Directory.Exists(Folder))
        {
            return null;
        }

        var fonts = Directory.EnumerateFiles(Folder, "*.tt?", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var best = Preferred.Select(name => fonts.Find(path => Path.GetFileNameWithoutExtension(path) == name)).FirstOrDefault(path => path is not null)
            ?? fonts.FirstOrDefault();
        return best is null ? null : SKTypeface.FromFile(best);
    }
}
