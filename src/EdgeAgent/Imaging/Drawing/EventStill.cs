using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>
/// The whole picture as a small JPEG with the box of an event drawn in. It reads the frame once and makes nothing of its size. Where a person
/// is to be compared with a description, an enlarged piece of the frame stands at its right.
/// </summary>
internal static class EventStill
{
    /// <summary>What the contract allows.</summary>
    public const int MostBytes = 60_000;

    private const int LeastWidth = 640;

    // Of the whole picture's width: what is wider than high is a vehicle, and large as it is.
    private const float WidestInset = 0.5f;

    private const float InsetFrame = 3;

    private static readonly int[] Qualities = [80, 60, 40, 20];

    /// <summary>Null where even the smallest is too large, which no picture of a camera is.</summary>
    public static byte[]? Encode(Frame frame, BoundingBox? box, bool withInset = false)
    {
        using var piece = withInset && box is { } close ? FrameBitmap.From(frame, JpegCrop.WithMargin(close)) : null;

        // At least 640 wide where the frame is; what is too large then is halved until it fits.
        for (var step = Math.Max(1, frame.Width / LeastWidth); frame.Width / step >= 64; step *= 2)
        {
            using var small = Shrink(frame, step);
            if (box is { } drawn)
            {
                using var canvas = new SKCanvas(small);
                using var pen = new Pen(canvas, small.Width, small.Height);
                pen.Box(drawn.ClampToPicture(), Palette.Alarm, 2);
            }

            using var beside = piece is null ? null : Beside(small, piece);
            foreach (var quality in Qualities)
            {
                using var data = (beside ?? small).Encode(SKEncodedImageFormat.Jpeg, quality);
                if (data.Size <= MostBytes)
                {
                    return data.ToArray();
                }
            }
        }

        return null;
    }

    /// <summary>The scene as it is, and at its right the piece as high as the scene, or as wide as it may be.</summary>
    private static SKBitmap Beside(SKBitmap scene, SKBitmap piece)
    {
        var scale = Math.Min((float)scene.Height / piece.Height, WidestInset * scene.Width / piece.Width);
        var (width, height) = (Math.Max(1, (int)(piece.Width * scale)), Math.Max(1, (int)(piece.Height * scale)));
        var bitmap = new SKBitmap(new SKImageInfo(scene.Width + width, scene.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Palette.Ink);
        canvas.DrawBitmap(scene, 0, 0, new SKSamplingOptions());
        using var image = SKImage.FromBitmap(piece);
        var place = SKRect.Create(scene.Width, (scene.Height - height) / 2, width, height);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));

        // Without a frame of the box's colour the two would be taken for one scene.
        using var frame = new SKPaint { Style = SKPaintStyle.Stroke, Color = Palette.Alarm, StrokeWidth = InsetFrame };
        place.Inflate(-InsetFrame / 2, -InsetFrame / 2);
        canvas.DrawRect(place, frame);
        return bitmap;
    }

    /// <summary>Each pixel is the mean of a square of the luma, and the colour in its middle.</summary>
    private static SKBitmap Shrink(Frame frame, int step)
    {
        var bitmap = new SKBitmap(new SKImageInfo(frame.Width / step, Math.Max(1, frame.Height / step), SKColorType.Bgra8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        var map = YuvToRgb.For(frame.Color);
        var rowsPerChroma = frame.BlueDifference.Height < frame.Height ? 2 : 1;
        Span<int> sums = new int[bitmap.Width];
        for (var row = 0; row < bitmap.Height; row++)
        {
            sums.Clear();
            for (var line = 0; line < step; line++)
            {
                Add(frame.Luma.Row(Math.Min((row * step) + line, frame.Height - 1)), step, sums);
            }

            var middle = Math.Min((row * step) + (step / 2), frame.Height - 1) / rowsPerChroma;
            var blue = frame.BlueDifference.Row(middle);
            var red = frame.RedDifference.Row(middle);
            var target = pixels.Slice(row * bitmap.RowBytes, bitmap.Width * 4);
            for (var column = 0; column < bitmap.Width; column++)
            {
                var at = ((column * step) + (step / 2)) / 2;
                var (y, u, v) = ((byte)(sums[column] / (step * step)), blue[at], red[at]);
                target[4 * column] = ToByte(map.Blue.Apply(y, u, v));
                target[(4 * column) + 1] = ToByte(map.Green.Apply(y, u, v));
                target[(4 * column) + 2] = ToByte(map.Red.Apply(y, u, v));
                target[(4 * column) + 3] = 255;
            }
        }

        return bitmap;
    }

    private static void Add(ReadOnlySpan<byte> luma, int step, Span<int> sums)
    {
        for (var column = 0; column < sums.Length; column++)
        {
            foreach (var value in luma.Slice(column * step, step))
            {
                sums[column] += value;
            }
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
