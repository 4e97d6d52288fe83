using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Colours that stay apart on grass, asphalt and snow.</summary>
internal static class Palette
{
    public static readonly SKColor Ink = new(16, 18, 22);
    public static readonly SKColor Halo = new(0, 0, 0, 150);
    public static readonly SKColor Grid = new(255, 255, 255, 150);
    public static readonly SKColor Plate = new(16, 18, 22, 200);
    public static readonly SKColor Zone = new(255, 214, 0);
    public static readonly SKColor Alarm = new(235, 30, 45);
    public static readonly SKColor Over = new(90, 96, 106);

    private static readonly SKColor[] Tracks =
    [
        new(0, 200, 255), new(255, 140, 30), new(120, 255, 60), new(255, 110, 210),
        new(130, 165, 255), new(255, 235, 90), new(0, 255, 180), new(210, 150, 255),
    ];

    public static SKColor OfTrack(int id) => Tracks[(id & int.MaxValue) % Tracks.Length];

    /// <summary>Black or white, whichever reads better on the colour (relative luminance, ITU-R BT.709).</summary>
    public static SKColor TextOn(SKColor color) =>
        (0.2126 * color.Red) + (0.7152 * color.Green) + (0.0722 * color.Blue) > 110 ? Ink : SKColors.White;
}
