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

        var frame = new FramePool().Rent(width, height);
        frame.Color = new YuvColor(YuvMatrix.Bt601, FullRange: false);
        var rest = Copy(planes, frame.Luma, frame.LumaStride, width, height);
        rest = Copy(rest, frame.BlueDifference, frame.ChromaStride, frame.ChromaWidth, frame.ChromaHeight);
        rest = Copy(rest, frame.RedDifference, frame.ChromaStride, frame.ChromaWidth, frame.ChromaHeight);
        Assert.Equal(0, rest.Length);
        return frame;
    }

    private static Span<byte> Copy(Span<byte> source, byte[] plane, int stride, int width, int height)
    {
        for (var row = 0; row < height; row++)
        {
            source.Slice(row * width, width).CopyTo(plane.AsSpan(row * stride, width));
        }

        return source[(width * height)..];
    }
}
