using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Parts;

/// <summary>A figure in striped clothes before a plain wall, as sharp and as bright as asked for: 640 × 480, limited range.</summary>
internal static class PaintedPerson
{
    private const int Width = 640;
    private const int Height = 480;

    /// <param name="box">Where it stands.</param>
    /// <param name="blur">Pixels to each side that are mixed, twice.</param>
    /// <param name="light">Added to the luma.</param>
    public static MemoryFrame Frame(BoundingBox box, int blur = 0, int light = 0)
    {
        var frame = new MemoryFrame(Width, Height) { Color = new YuvColor(YuvMatrix.Bt601, FullRange: false) };
        var luma = new float[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (u, v) = ((((x + 0.5f) / Width) - box.X) / box.Width, (((y + 0.5f) / Height) - box.Y) / box.Height);
                luma[(y * Width) + x] = u is < 0.1f or > 0.9f || v is < 0 or > 1 ? 150 : (x / 6 % 2) + (y / 9 % 2) == 1 ? 60 : 110;
            }
        }

        for (var pass = 0; pass < (blur > 0 ? 2 : 0); pass++)
        {
            luma = Mixed(Mixed(luma, blur, 1), blur, Width);
        }

        for (var i = 0; i < luma.Length; i++)
        {
            frame.LumaSamples[(i / Width * frame.Luma.Stride) + (i % Width)] = (byte)Math.Clamp(luma[i] + light, 16, 235);
        }

        return frame;
    }

    private static float[] Mixed(float[] from, int blur, int step) =>
        [.. Enumerable.Range(0, from.Length).Select(i => Enumerable.Range(-blur, (2 * blur) + 1).Average(off => from[Math.Clamp(i + (off * step), 0, from.Length - 1)]))];
}
