using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>The device's typefaces for labels: taken from files, since the native library comes without fontconfig.</summary>
internal static class Typefaces
{
    private const string Folder = "/usr/share/fonts";

    private static readonly List<string> Fonts = Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*.tt?", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>For names and numbers; null where the device has no font at all: pictures then have no labels.</summary>
    public static SKTypeface? Bold { get; } = Find("DejaVuSans-Bold", "NotoSans-Bold", "DejaVuSans") ?? Find("NanumGothicBold", "NotoSansCJK-Bold") ?? Any();

    public static SKTypeface? Regular { get; } = Find("DejaVuSans", "NotoSans-Regular") ?? Bold;

    /// <summary>For the letters that the others lack: zones have Korean names.</summary>
    public static SKTypeface? Korean { get; } = Find("NanumGothicBold", "NanumGothic", "NanumBarunGothicBold", "NotoSansCJK-Bold", "NotoSansCJK-Regular", "UnDotumBold", "UnDotum");

    private static SKTypeface? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Fonts.Find(path => Path.GetFileNameWithoutExtension(path) == name) is { } path)
            {
                return SKTypeface.FromFile(path);
            }
        }

        return null;
    }

    private static SKTypeface? Any() => Fonts.Count > 0 ? SKTypeface.FromFile(Fonts[0]) : null;
}
