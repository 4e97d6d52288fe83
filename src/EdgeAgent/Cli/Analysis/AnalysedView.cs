using EdgeAgent.Imaging;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Pipeline;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

/// <summary>One analysed frame for people to see: painted once for all that show it, and not at all where nobody does.</summary>
internal sealed class AnalysedView(AnalysedFrame analysed, Overlay overlay) : IDisposable
{
    private SKBitmap? _source;
    private Picture? _picture;

    public AnalysedFrame Analysed => analysed;

    /// <summary>The frame without anything drawn on it.</summary>
    public SKBitmap Source => _source ??= FrameBitmap.From(analysed.Frame);

    /// <summary>The frame at its own size with everything drawn on it.</summary>
    public Picture Picture
    {
        get
        {
            if (_picture is null)
            {
                _picture = new Picture(Copy(Source));
                overlay.DrawOn(_picture, moving: true);
            }

            return _picture;
        }
    }

    /// <summary>A part of the frame, or all of it, at another size.</summary>
    public SKBitmap Scaled(SKRect part, int width, int height)
    {
        var target = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(target);
        using var image = SKImage.FromBitmap(Source);
        canvas.DrawImage(image, part, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return target;
    }

    /// <summary>All of it within a size, with everything drawn on it at that size, or only what it is about.</summary>
    public SKBitmap Tile(int width, int height, PictureFocus? focus)
    {
        var (frameWidth, frameHeight) = (analysed.Frame.Width, analysed.Frame.Height);
        var scale = Math.Min((float)width / frameWidth, (float)height / frameHeight);
        var tile = Scaled(SKRect.Create(frameWidth, frameHeight), Math.Max(1, (int)(frameWidth * scale)), Math.Max(1, (int)(frameHeight * scale)));
        using var picture = new Picture(tile);
        if (focus is null)
        {
            overlay.DrawOn(picture, moving: false);
        }
        else
        {
            overlay.DrawOn(picture, focus);
        }

        return Copy(picture.Bitmap);
    }

    public void Dispose()
    {
        _picture?.Dispose();
        _source?.Dispose();
    }

    // SKBitmap.Copy leaves the pixels to the finalizer: a megabyte a frame that nobody collects for minutes.
    private static SKBitmap Copy(SKBitmap source)
    {
        var copy = new SKBitmap(source.Info);
        source.GetPixelSpan().CopyTo(copy.GetPixelSpan());
        return copy;
    }
}
