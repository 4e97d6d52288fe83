using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Brings a decoded picture into planar 8-bit 4:2:0.</summary>
internal static class PictureCopy
{
    // Unmarked pictures: standard definition is BT.601, high definition BT.709 (ITU-T H.264 E.2.1 leaves it open; players do this).
    private const int HighDefinitionHeight = 720;

    public static void Copy(AVFrameView picture, Frame frame)
    {
        var format = (AVPixelFormat)picture.Format;
        switch (format)
        {
            case AVPixelFormat.Yuv420P or AVPixelFormat.YuvJ420P:
                CopyPlane(picture, 1, frame.BlueDifference, frame);
                CopyPlane(picture, 2, frame.RedDifference, frame);
                break;
            case AVPixelFormat.Nv12:
                Separate(picture, frame);
                break;
            case AVPixelFormat.Yuv422P or AVPixelFormat.YuvJ422P:
                AverageRows(picture, 1, frame.BlueDifference, frame);
                AverageRows(picture, 2, frame.RedDifference, frame);
                break;
            default:
                throw FFmpegProblems.UnsupportedFormat(LibAvUtil.PixelFormatName(picture.Format) ?? $"format {picture.Format}");
        }

        for (var y = 0; y < frame.Height; y++)
        {
            picture.Row(0, y, frame.Width).CopyTo(frame.Luma.AsSpan(y * frame.LumaStride));
        }

        frame.Color = Color(picture, format);
    }

    private static void CopyPlane(AVFrameView picture, int plane, byte[] target, Frame frame)
    {
        for (var y = 0; y < frame.ChromaHeight; y++)
        {
            picture.Row(plane, y, frame.ChromaWidth).CopyTo(target.AsSpan(y * frame.ChromaStride));
        }
    }

    /// <summary>NV12 has one plane of blue and red differences by turns.</summary>
    private static void Separate(AVFrameView picture, Frame frame)
    {
        for (var y = 0; y < frame.ChromaHeight; y++)
        {
            var row = picture.Row(1, y, frame.ChromaWidth * 2);
            var blue = frame.BlueDifference.AsSpan(y * frame.ChromaStride, frame.ChromaWidth);
            var red = frame.RedDifference.AsSpan(y * frame.ChromaStride, frame.ChromaWidth);
            for (var x = 0; x < blue.Length; x++)
            {
                blue[x] = row[2 * x];
                red[x] = row[(2 * x) + 1];
            }
        }
    }

    /// <summary>4:2:2 has chroma on every row: the mean of two rows, rounded up, is the 4:2:0 one.</summary>
    private static void AverageRows(AVFrameView picture, int plane, byte[] target, Frame frame)
    {
        for (var y = 0; y < frame.ChromaHeight; y++)
        {
            var upper = picture.Row(plane, 2 * y, frame.ChromaWidth);
            var lower = picture.Row(plane, Math.Min((2 * y) + 1, frame.Height - 1), frame.ChromaWidth);
            var mean = target.AsSpan(y * frame.ChromaStride, frame.ChromaWidth);
            for (var x = 0; x < mean.Length; x++)
            {
                mean[x] = (byte)((upper[x] + lower[x] + 1) >> 1);
            }
        }
    }

    private static YuvColor Color(AVFrameView picture, AVPixelFormat format)
    {
        var matrix = picture.ColorSpace switch
        {
            AVConstants.ColorSpaceBt709 => YuvMatrix.Bt709,
            AVConstants.ColorSpaceUnspecified when picture.Height >= HighDefinitionHeight => YuvMatrix.Bt709,
            _ => YuvMatrix.Bt601,
        };
        var fullRange = format is AVPixelFormat.YuvJ420P or AVPixelFormat.YuvJ422P
            || picture.ColorRange == AVConstants.ColorRangeFull;
        return new YuvColor(matrix, fullRange);
    }
}
