using System.Runtime.InteropServices;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>A picture in the decoder's own memory, which FFmpeg uses again once the frame is disposed of.</summary>
internal sealed unsafe class DecodedFrame(FramePool pool) : Frame
{
    private readonly AVFrameHandle _picture = LibAvUtil.FrameAlloc();
    private byte[] _separated = [];

    /// <summary>Takes the picture over, which is empty afterwards.</summary>
    /// <exception cref="FFmpegException"><c>video/unsupported-format</c>; the picture stays.</exception>
    public void Take(AVFrameHandle picture)
    {
        var view = new AVFrameView(picture.DangerousGetHandle());
        var format = (AVPixelFormat)view.Format;
        var (width, height) = (view.Width, view.Height);
        var (chromaWidth, chromaHeight) = ((width + 1) / 2, (height + 1) / 2);
        var luma = view.Plane(0, width, height);
        switch (format)
        {
            case AVPixelFormat.Yuv420P or AVPixelFormat.YuvJ420P:
                Lend(luma, view.Plane(1, chromaWidth, chromaHeight), view.Plane(2, chromaWidth, chromaHeight));
                break;
            case AVPixelFormat.Yuv422P or AVPixelFormat.YuvJ422P:
                Lend(luma, view.Plane(1, chromaWidth, height), view.Plane(2, chromaWidth, height));
                break;
            case AVPixelFormat.Nv12:
                var (blue, red) = Separate(view.Plane(1, chromaWidth * 2, chromaHeight));
                Lend(luma, blue, red);
                break;
            default:
                throw FFmpegProblems.UnsupportedFormat(LibAvUtil.PixelFormatName(view.Format) ?? $"format {view.Format}");
        }

        Color = ColorOf(view, format);

        // The planes stay where they are: only who owns them changes.
        LibAvUtil.FrameMoveRef(_picture, picture);
    }

    /// <summary>For a pool that is full.</summary>
    public void Free() => _picture.Dispose();

    protected override void GiveBack()
    {
        LibAvUtil.FrameUnref(_picture);
        pool.Return(this);
    }

    /// <summary>NV12 has one plane of blue and red differences by turns: the one format that is copied.</summary>
    private (Plane Blue, Plane Red) Separate(Plane mixed)
    {
        var (width, height) = (mixed.Width / 2, mixed.Height);
        if (_separated.Length < 2 * width * height)
        {
            _separated = GC.AllocateArray<byte>(2 * width * height, pinned: true);
        }

        for (var y = 0; y < height; y++)
        {
            var row = mixed.Row(y);
            var blue = _separated.AsSpan(y * width, width);
            var red = _separated.AsSpan((height + y) * width, width);
            for (var x = 0; x < width; x++)
            {
                blue[x] = row[2 * x];
                red[x] = row[(2 * x) + 1];
            }
        }

        var first = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_separated, 0);
        return (new Plane(first, width, width, height), new Plane(first + (width * height), width, width, height));
    }

    private static YuvColor ColorOf(AVFrameView picture, AVPixelFormat format)
    {
        var matrix = picture.ColorSpace switch
        {
            AVConstants.ColorSpaceBt709 => YuvMatrix.Bt709,
            AVConstants.ColorSpaceUnspecified => YuvColor.UnmarkedMatrix(picture.Height),
            _ => YuvMatrix.Bt601,
        };
        var fullRange = format is AVPixelFormat.YuvJ420P or AVPixelFormat.YuvJ422P
            || picture.ColorRange == AVConstants.ColorRangeFull;
        return new YuvColor(matrix, fullRange);
    }
}
