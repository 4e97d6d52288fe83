using SkiaSharp;

namespace EdgeAgent.Imaging;

/// <summary>Colours that stay apart on grass, asphalt and snow.</summary>
internal static class Palette
{
    public static readonly SKColor Grid = new(255, 255, 255, 150);
    public static readonly SKColor Zone = new(255, 214, 0);
    public static readonly SKColor ActiveZone = new(255, 45, 45);

    private static readonly SKColor[] Tracks =
    [
        new(0, 200, 255), new(255, 120, 0), new(120, 255, 60), new(255, 80, 200),
        new(90, 130, 255), new(255, 235, 90), new(0, 255, 180), new(200, 120, 255),
    ];

    public static SKColor OfTrack(int id) => Tracks[(id & int.MaxValue) % Tracks.Length];
}
