using System.Globalization;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Drawn pictures in, packets out, in order and without B-frames. After every picture, receive until there is nothing.</summary>
internal sealed class VideoEncoder : IDisposable
{
    // H.264 first, since browsers and phones play it; MPEG-4 Part 2 is in every build of FFmpeg.
    private static readonly string[] Encoders = ["libx264", "libopenh264", "mpeg4"];

    private readonly AVCodecContextHandle _context;
    private readonly AVFrameHandle _picture;
    private readonly BgraToYuv _colors;
    private long _lastPts = long.MinValue;

    private VideoEncoder(AVCodecContextHandle context, AVFrameHandle picture, BgraToYuv colors)
    {
        (_context, _picture, _colors) = (context, picture, colors);
        Stream = VideoStream.Of(context, TimeBase);
    }

    /// <summary>Whole ticks for 25, 29.97 and 30 pictures a second; MPEG-4 Part 2 allows no more than 65535.</summary>
    public static Rational TimeBase { get; } = new(1, 30000);

    /// <summary>What comes out, for a muxer.</summary>
    public VideoStream Stream { get; }

    private AVFrameView Picture => new(_picture.DangerousGetHandle());

    /// <exception cref="FFmpegException"><c>ffmpeg/no-encoder</c></exception>
    public static void EnsureAvailable()
    {
        FFmpegLibraries.EnsureLoaded();
        if (Encoders.All(name => LibAvCodec.FindEncoderByName(name) == 0))
        {
            throw FFmpegProblems.NoEncoder(string.Join(", ", Encoders), 0);
        }
    }

    /// <summary>An odd size is made even: 4:2:0 has no other.</summary>
    /// <exception cref="FFmpegException"><c>ffmpeg/no-encoder</c></exception>
    public static VideoEncoder Open(int width, int height) => Open(width, height, Encoders);

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="encoders">FFmpeg's names, the best first; the first that is there and takes the size is used.</param>
    internal static VideoEncoder Open(int width, int height, IReadOnlyList<string> encoders)
    {
        FFmpegLibraries.EnsureLoaded();
        (width, height) = (width + (width % 2), height + (height % 2));
        // Right even for players that ignore the marks.
        var matrix = YuvColor.UnmarkedMatrix(height);
        var fault = 0;
        foreach (var name in encoders)
        {
            if (LibAvCodec.FindEncoderByName(name) is var codec and not 0)
            {
                var context = LibAvCodec.AllocContext(codec);
                using var options = Options(name, width, height, matrix);
                fault = LibAvCodec.Open(context, codec, ref options.Native);
                if (fault >= 0)
                {
                    return new VideoEncoder(context, AllocatePicture(width, height), new BgraToYuv(matrix));
                }

                context.Dispose();
            }
        }

        throw FFmpegProblems.NoEncoder(string.Join(", ", encoders), fault);
    }

    /// <param name="bgra">A picture of the size that it was opened with, four bytes a pixel.</param>
    /// <param name="rowBytes">From one row of it to the next.</param>
    /// <param name="time">When it is shown; later than the one before.</param>
    public void Send(ReadOnlySpan<byte> bgra, int rowBytes, MediaTime time)
    {
        FFmpegProblems.ThrowOnError(LibAvUtil.FrameMakeWritable(_picture), "make room for a picture");
        var picture = Picture;
        var (rows, columns) = (bgra.Length / rowBytes, picture.Width);
        var rowLength = Math.Min(rowBytes, columns * 4);
        for (var y = 0; y < picture.Height; y += 2)
        {
            _colors.Convert(
                bgra.Slice(y * rowBytes, rowLength),
                bgra.Slice(Math.Min(y + 1, rows - 1) * rowBytes, rowLength),
                picture.WritableRow(0, y, columns),
                picture.WritableRow(0, y + 1, columns),
                picture.WritableRow(1, y / 2, columns / 2),
                picture.WritableRow(2, y / 2, columns / 2));
        }

        var halfTick = 500_000_000L * TimeBase.Numerator / TimeBase.Denominator;
        picture.Pts = _lastPts = Math.Max(TimeBase.FromNanoseconds(time.Nanoseconds + halfTick), _lastPts + 1);
        FFmpegProblems.ThrowOnError(LibAvCodec.SendFrame(_context, _picture), "encode a picture");
    }

    /// <summary>No picture will follow: the packets held back come out.</summary>
    public void Drain() => FFmpegProblems.ThrowOnError(LibAvCodec.SendFrame(_context, 0), "drain the encoder");

    /// <summary>False where more pictures are needed.</summary>
    public bool TryReceive(Packet packet)
    {
        var code = LibAvCodec.ReceivePacket(_context, packet.Handle);
        if (code is AVError.Again or AVError.EndOfFile)
        {
            return false;
        }

        FFmpegProblems.ThrowOnError(code, "encode a picture");
        return true;
    }

    public void Dispose()
    {
        _picture.Dispose();
        _context.Dispose();
    }

    private static AVDictionary Options(string encoder, int width, int height, YuvMatrix matrix)
    {
        var (space, transfer) = matrix == YuvMatrix.Bt709 ? ("bt709", "bt709") : ("smpte170m", "smpte170m");
        var options = new AVDictionary();
        options.Set("video_size", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"));
        options.Set("pixel_format", "yuv420p");
        options.Set("time_base", TimeBase.ToString());
        options.Set("flags", "+global_header");
        options.Set("color_range", "tv");
        options.Set("colorspace", space);
        options.Set("color_primaries", space);
        options.Set("color_trc", transfer);
        options.Set("g", "50");
        options.Set("bf", "0");
        if (encoder == "libx264")
        {
            options.Set("preset", "veryfast");
            options.Set("crf", "21");

            // The level follows from the frame rate, which would be taken from the time base.
            options.Set("x264-params", "fps=25");
        }
        else
        {
            options.Set("b", ((long)width * height * 4).ToString(CultureInfo.InvariantCulture));
        }

        return options;
    }

    private static AVFrameHandle AllocatePicture(int width, int height)
    {
        var handle = LibAvUtil.FrameAlloc();
        var picture = new AVFrameView(handle.DangerousGetHandle());
        (picture.Width, picture.Height, picture.Format) = (width, height, (int)AVPixelFormat.Yuv420P);
        FFmpegProblems.ThrowOnError(LibAvUtil.FrameGetBuffer(handle, 0), "make room for a picture");
        return handle;
    }
}
