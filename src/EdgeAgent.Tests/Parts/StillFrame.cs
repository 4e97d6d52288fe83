using System.Globalization;
using EdgeAgent.Imaging;

namespace EdgeAgent.Parts;

/// <summary>A photograph as the decoder would give it: planar YUV 4:2:0, BT.601, limited range, made by ffmpeg.</summary>
internal static class StillFrame
{
    public static Frame From(string photograph, int width, int height)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:flags=bicubic:out_color_matrix=bt601:out_range=tv");
        var planes = Tool.RunForBytes("ffmpeg", "-v", "error", "-i", photograph, "-vf", size, "-pix_fmt", "yuv420p", "-f", "rawvideo", "-");

        var frame = new MemoryFrame(width, height) { Color = new YuvColor(YuvMatrix.Bt601, FullRange: false) };
        var rest = Copy(planes, frame.LumaSamples, frame.Luma);
        rest = Copy(rest, frame.BlueSamples, frame.BlueDifference);
        rest = Copy(rest, frame.RedSamples, frame.RedDifference);
        Assert.Equal(0, rest.Length);
        return frame;
    }

    private static Span<byte> Copy(Span<byte> source, byte[] samples, Plane plane)
    {
        for (var row = 0; row < plane.Height; row++)
        {
            source.Slice(row * plane.Width, plane.Width).CopyTo(samples.AsSpan(row * plane.Stride));
        }

        return source[(plane.Width * plane.Height)..];
    }
}
