using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

/// <summary>What a tile of a contact sheet is about, larger.</summary>
internal static class CloseUp
{
    /// <summary>The box with a little round it.</summary>
    public static SKBitmap Of(AnalysedView view, BoundingBox box)
    {
        var (width, height) = (view.Source.Width, view.Source.Height);
        var around = Math.Clamp(1.2f * box.Height * height, 16, height);
        var across = Math.Clamp(1.2f * box.Width * width, Math.Min(0.6f * around, width), Math.Min(1.5f * around, width));
        var left = Math.Clamp(((box.X + (box.Width / 2)) * width) - (across / 2), 0, width - across);
        var top = Math.Clamp(((box.Y + (box.Height / 2)) * height) - (around / 2), 0, height - around);
        return view.Scaled(
            SKRect.Create(left, top, across, around), (int)(ContactSheet.CloseUpHeight * across / around), ContactSheet.CloseUpHeight);
    }
}
