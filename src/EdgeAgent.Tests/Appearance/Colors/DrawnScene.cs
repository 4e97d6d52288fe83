using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>A frame of flat surfaces under a lamp: what is drawn is what the surfaces are, what is in the frame is what a camera shows of it.</summary>
internal sealed class DrawnScene : IDisposable
{
    private const string PavementGrey = "8c8c8c";

    public DrawnScene(int width = 640, int height = 360, bool fullChroma = false, YuvColor color = default) =>
        Frame = new MemoryFrame(width, height, fullChroma) { Color = color };

    public MemoryFrame Frame { get; }

    /// <summary>1 is an exposure at which a white wall is nearly full.</summary>
    public float Exposure { get; init; } = 1;

    /// <summary>Of the lamp, by which red and blue are multiplied.</summary>
    public (float Red, float Blue) Lamp { get; init; } = (1, 1);

    /// <summary>Linear light that lies on everything.</summary>
    public float Haze { get; init; }

    /// <summary>A place that no person wears: pavement, a lighter front with dark doors, brick and a tree.</summary>
    public DrawnScene Street() => Fill(new(0, 0, 1, 1), PavementGrey)
        .Fill(new(0, 0, 1, 0.2f), "e6e6e6").Fill(new(0.1f, 0, 0.06f, 0.2f), "181818")
        .Fill(new(0.8f, 0, 0.1f, 0.2f), "8a4a3a").Fill(new(0.9f, 0, 0.1f, 0.2f), "3f6b34");

    /// <summary>A meadow with a path of gravel.</summary>
    public DrawnScene Meadow() => Fill(new(0, 0, 1, 1), "4f7f3a").Fill(new(0, 0.7f, 1, 0.15f), "a8a8a8").Fill(new(0, 0, 0.05f, 0.2f), "141414");

    /// <summary>A flat figure that fills the middle of its box: head, top to a little below the middle, legs.</summary>
    public DrawnScene Person(BoundingBox box, string tops, string bottoms)
    {
        BoundingBox Part(float from, float to, float width) =>
            new(box.X + ((1 - width) / 2 * box.Width), box.Y + (from * box.Height), width * box.Width, (to - from) * box.Height);
        return Fill(Part(0, 0.14f, 0.3f), "c49a7e").Fill(Part(0.14f, 0.53f, 0.72f), tops).Fill(Part(0.53f, 0.95f, 0.62f), bottoms)
            .Fill(Part(0.95f, 1, 0.62f), "202020");
    }

    public DrawnScene Fill(BoundingBox box, string paint)
    {
        var light = Paint.Light(paint);
        var shown = new LinearColor(light.Red * Lamp.Red, light.Green, light.Blue * Lamp.Blue) * Exposure + new LinearColor(Haze, Haze, Haze);
        var (luma, blue, red) = Paint.Sample(shown, Frame.Color);
        Fill(Frame.LumaSamples, Frame.Luma, box, luma);
        Fill(Frame.BlueSamples, Frame.BlueDifference, box, blue);
        Fill(Frame.RedSamples, Frame.RedDifference, box, red);
        return this;
    }

    public void Dispose() => Frame.Dispose();

    private static void Fill(byte[] samples, Plane plane, BoundingBox box, byte value)
    {
        var (left, right) = ((int)MathF.Round(box.X * plane.Width), (int)MathF.Round(box.Right * plane.Width));
        for (var row = (int)MathF.Round(box.Y * plane.Height); row < (int)MathF.Round(box.Bottom * plane.Height); row++)
        {
            samples.AsSpan((row * plane.Stride) + left, right - left).Fill(value);
        }
    }
}
