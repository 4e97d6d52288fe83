using System.Globalization;
using EdgeAgent.Imaging;

namespace EdgeAgent.Parts;

/// <summary>A photograph as the decoder would give it: planar YUV 4:2:0, BT.601, limited range, made by ffmpeg.</summary>
internal static class StillFrame
{
    public static Frame From(string photograph, int width, int height) => Assert.Single(All(photograph, width, height, perSecond: null));

    /// <summary>The pictures of a recording, some in a second.</summary>
    public static IEnumerable<MemoryFrame> All(string recording, int width, int height, double? perSecond)
    {
        var rate = perSecond is { } p ? string.Create(CultureInfo.InvariantCulture, $"fps={p},") : "";
        var size = string.Create(CultureInfo.InvariantCulture, $"{rate}scale={width}:{height}:flags=bicubic:out_color_matrix=bt601:out_range=tv");
        var planes = Tool.RunForBytes("ffmpeg", "-v", "error", "-i", recording, "-vf", size, "-pix_fmt", "yuv420p", "-f", "rawvideo", "-");
        for (var rest = planes.AsMemory(); !rest.IsEmpty;)
        {
            var frame = new MemoryFrame(width, height) { Color = new YuvColor(YuvMatrix.Bt601, FullRange: false) };
            rest = Copy(rest, frame.LumaSamples, frame.Luma);
            rest = Copy(rest, frame.BlueSamples, frame.BlueDifference);
            rest = Copy(rest, frame.RedSamples, frame.RedDifference);
            yield return frame;
        }
    }

    /// <summary>A quarter turn clockwise; sides must be even.</summary>
    public static MemoryFrame Turned(Frame frame)
    {
        var turned = new MemoryFrame(frame.Height, frame.Width) { Color = frame.Color };
        Turn(frame.Luma, turned.LumaSamples, turned.Luma);
        Turn(frame.BlueDifference, turned.BlueSamples, turned.BlueDifference);
        Turn(frame.RedDifference, turned.RedSamples, turned.RedDifference);
        return turned;
    }

    private static void Turn(Plane from, byte[] samples, Plane to)
    {
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                samples[(y * to.Stride) + x] = from.Row(from.Height - 1 - x)[y];
            }
        }
    }

    private static Memory<byte> Copy(Memory<byte> source, byte[] samples, Plane plane)
    {
        for (var row = 0; row < plane.Height; row++)
        {
            source.Span.Slice(row * plane.Width, plane.Width).CopyTo(samples.AsSpan(row * plane.Stride));
        }

        return source[(plane.Width * plane.Height)..];
    }
}
