using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>The typeface for labels: taken from a file, since the native library comes without fontconfig.</summary>
internal static class LabelFont
{
    private const string Folder = "/usr/share/fonts";

    /// <summary>Those that can write Korean first: zones have Korean names.</summary>
    private static readonly string[] Preferred = ["NotoSansCJK-Bold", "NotoSansCJK-Regular", "NanumGothicBold", "NanumGothic", "DejaVuSans-Bold", "DejaVuSans"];

    /// <summary>Null where the device has no font at all; pictures then have no labels.</summary>
    public static SKTypeface? Typeface { get; } = Find();

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
