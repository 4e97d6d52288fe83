using System.Runtime.CompilerServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>Looks at some hundred samples of a box in a frame, in the middle of it where there is little background, and says which colours are there.</summary>
internal static class ColorSampler
{
    private const int Columns = 8;
    private const int Rows = 12;

    // Fractions of the box: shoulders to waist, waist to ankles, without what is beside a person.
    private const float Left = 0.28f;
    private const float Right = 0.72f;
    private const float Top = 0.16f;
    private const float Middle = 0.5f;
    private const float Bottom = 0.88f;

    /// <summary>Chroma, 0–127, below which a sample has no colour but the noise of the sensor, and from which on it has nothing but colour.</summary>
    private const float LeastChroma = 5;

    private const float FullChroma = 20;

    /// <summary>Pixels; what is smaller shows no clothes.</summary>
    private const float LeastWidth = 8;

    private const float LeastHeight = 16;

    /// <summary>Empty where the box is too small, or its middle lies outside of the picture.</summary>
    public static ColorHistogram Sample(Frame frame, in BoundingBox box)
    {
        var (x, y) = (box.X * frame.Width, box.Y * frame.Height);
        var (width, height) = (box.Width * frame.Width, box.Height * frame.Height);
        if (!float.IsFinite(x + y + width + height) || width < LeastWidth || height < LeastHeight)
        {
            return default;
        }

        Span<float> upper = stackalloc float[ColorHistogram.Bins];
        Span<float> lower = stackalloc float[ColorHistogram.Bins];
        upper.Clear();
        lower.Clear();
        var (left, step) = (x + (Left * width), (Right - Left) * width / Columns);
        Count(frame, left, step, y + (Top * height), (Middle - Top) * height / Rows, upper);
        Count(frame, left, step, y + (Middle * height), (Bottom - Middle) * height / Rows, lower);
        return ColorHistogram.Of(upper, lower);
    }

    private static unsafe void Count(Frame frame, float x, float stepX, float y, float stepY, Span<float> bins)
    {
        var (luma, blue, red) = (frame.Luma, frame.BlueDifference, frame.RedDifference);
        var halfHeight = blue.Height < luma.Height;
        var (black, white) = frame.Color.FullRange ? (0f, 255f) : (16f, 235f);
        for (var row = 0; row < Rows; row++)
        {
            var line = (int)(y + ((row + 0.5f) * stepY));
            if ((uint)line >= (uint)luma.Height)
            {
                continue;
            }

            var chromaLine = halfHeight ? line / 2 : line;
            var l = luma.First + ((nint)line * luma.Stride);
            var u = blue.First + ((nint)chromaLine * blue.Stride);
            var v = red.First + ((nint)chromaLine * red.Stride);
            for (var column = 0; column < Columns; column++)
            {
                var pixel = (int)(x + ((column + 0.5f) * stepX));
                if ((uint)pixel < (uint)luma.Width)
                {
                    Add(bins, (l[pixel] - black) / (white - black), u[pixel / 2] - 128f, v[pixel / 2] - 128f);
                }
            }
        }
    }

    /// <summary>Shares a sample among the two nearest bins of its hue and of its grey, so that a little more light moves little.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Span<float> bins, float light, float blue, float red)
    {
        var (absoluteBlue, absoluteRed) = (MathF.Abs(blue), MathF.Abs(red));
        var chroma = MathF.Max(absoluteBlue, absoluteRed);
        var color = Math.Clamp((chroma - LeastChroma) / (FullChroma - LeastChroma), 0, 1);
        if (color > 0)
        {
            // The angle along the edge of a diamond, 0–4 for once round, which needs no arcus tangens.
            var along = absoluteRed / (absoluteBlue + absoluteRed);
            var angle = blue >= 0 ? (red >= 0 ? along : 4 - along) : (red >= 0 ? 2 - along : 2 + along);
            var place = angle * (ColorHistogram.Hues / 4f);
            var bin = (int)place;
            var share = place - bin;
            var first = bin >= ColorHistogram.Hues ? 0 : bin;
            bins[first] += color * (1 - share);
            bins[first + 1 == ColorHistogram.Hues ? 0 : first + 1] += color * share;
        }

        if (color < 1)
        {
            var place = Math.Clamp(light, 0, 1) * (ColorHistogram.Greys - 1);
            var bin = Math.Min((int)place, ColorHistogram.Greys - 2);
            var share = place - bin;
            bins[ColorHistogram.Hues + bin] += (1 - color) * (1 - share);
            bins[ColorHistogram.Hues + bin + 1] += (1 - color) * share;
        }
    }
}
