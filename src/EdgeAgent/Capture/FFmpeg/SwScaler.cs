using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>FFmpeg's scaler from planar YUV to packed RGB, bilinear: the peer that the letterbox is measured against.</summary>
internal sealed unsafe class SwScaler : IDisposable
{
    // libswscale/swscale.h: SWS_BILINEAR, SWS_FULL_CHR_H_INT.
    private const int Bilinear = 2;
    private const int FullChroma = 0x2000;

    // libavutil/pixfmt.h: AV_PIX_FMT_BGR24.
    private const int PackedBgr = 3;

    private readonly SwsContextHandle _context;
    private readonly int _stride;
    private readonly byte[] _rgb;

    /// <param name="frame">Any frame of the size and chroma format that it will be for.</param>
    /// <param name="width">Of the result.</param>
    /// <param name="height">Of the result.</param>
    /// <param name="fullChroma">A chroma sample for every pixel instead of every second one.</param>
    /// <exception cref="FFmpegException">There is no libswscale, or it does not know the format.</exception>
    public SwScaler(Frame frame, int width, int height, bool fullChroma)
    {
        var format = frame.BlueDifference.Height == frame.Height ? AVPixelFormat.Yuv422P : AVPixelFormat.Yuv420P;
        _stride = ((3 * width) + 63) & ~63;
        _rgb = GC.AllocateArray<byte>(_stride * height, pinned: true);
        _context = LibSwScale.GetContext(
            frame.Width, frame.Height, (int)format, width, height, PackedBgr, Bilinear | (fullChroma ? FullChroma : 0), 0, 0, 0);
        if (_context.IsInvalid)
        {
            throw FFmpegProblems.UnsupportedFormat(format.ToString());
        }
    }

    public void Scale(Frame frame)
    {
        var source = stackalloc byte*[4] { frame.Luma.First, frame.BlueDifference.First, frame.RedDifference.First, null };
        var strides = stackalloc int[4] { frame.Luma.Stride, frame.BlueDifference.Stride, frame.RedDifference.Stride, 0 };
        fixed (byte* rgb = _rgb)
        {
            var target = stackalloc byte*[4] { rgb, null, null, null };
            var targetStrides = stackalloc int[4] { _stride, 0, 0, 0 };
            FFmpegProblems.ThrowOnError(LibSwScale.Scale(_context, source, strides, 0, frame.Height, target, targetStrides), "scale a picture");
        }
    }

    public void Dispose() => _context.Dispose();
}
