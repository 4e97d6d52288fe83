using System.Globalization;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Diagnostics;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Packets in, pictures out in the order of presentation. Damage is counted, not thrown: a packet that cannot be decoded is skipped,
/// a picture with concealed errors is delivered. After every packet, receive until there is nothing.
/// </summary>
internal sealed class VideoDecoder : IDisposable
{
    private readonly AVCodecContextHandle _context;
    private readonly AVFrameHandle _picture;
    private readonly FramePool _pool = new();

    // Ticks spent on the next picture so far: a packet is taken in and a picture given out in separate calls.
    private long _decoding;

    // FFmpeg's H.264 decoder keeps what leans on pictures that never came to itself; its H.265 decoder makes these up, in grey.
    private bool _awaitsKeyframe;

    private VideoDecoder(AVCodecContextHandle context, AVFrameHandle picture, bool awaitsKeyframe)
    {
        _context = context;
        _picture = picture;
        _awaitsKeyframe = awaitsKeyframe;
    }

    /// <summary>Packets that gave an error instead of a picture.</summary>
    public long DecodeErrors { get; private set; }

    /// <summary>Pictures that were delivered with damage in them.</summary>
    public long DamagedPictures { get; private set; }

    /// <summary>PTS of the packet that the picture in hand came from.</summary>
    public long? PicturePts => Picture.Pts == AVConstants.NoPts ? null : Picture.Pts;

    /// <summary>Pixels, of the picture in hand.</summary>
    public int PictureWidth => Picture.Width;

    /// <summary>Pixels, of the picture in hand.</summary>
    public int PictureHeight => Picture.Height;

    /// <summary>An AVPixelFormat, of the picture in hand.</summary>
    internal int PictureFormat => Picture.Format;

    private AVFrameView Picture => new(_picture.DangerousGetHandle());

    /// <param name="threads">1 decodes without delay; each one more holds back one picture.</param>
    /// <exception cref="FFmpegException"><c>video/undecodable</c></exception>
    public static VideoDecoder Open(VideoStream stream, int threads = 1)
    {
        var codec = LibAvCodec.FindDecoder(new AVCodecParametersView(stream.Parameters.DangerousGetHandle()).CodecId);
        if (codec == 0)
        {
            throw FFmpegProblems.NoDecoder(stream.Codec, 0);
        }

        var context = LibAvCodec.AllocContext(codec);
        using var options = new AVDictionary();
        options.Set("threads", threads.ToString(CultureInfo.InvariantCulture));
        var code = LibAvCodec.ParametersToContext(context, stream.Parameters);
        if (code >= 0)
        {
            code = LibAvCodec.Open(context, codec, ref options.Native);
        }

        if (code < 0)
        {
            context.Dispose();
            throw FFmpegProblems.NoDecoder(stream.Codec, code);
        }

        return new VideoDecoder(context, LibAvUtil.FrameAlloc(), awaitsKeyframe: stream.IsHevc);
    }

    public void Send(Packet packet)
    {
        _awaitsKeyframe &= !packet.IsKeyframe;
        if (!_awaitsKeyframe)
        {
            var started = Stage.Decode.Start();
            CountOrThrow(LibAvCodec.SendPacket(_context, packet.Handle), "decode a packet");
            _decoding += Stage.Elapsed(started);
        }
    }

    /// <summary>No packet will follow: the pictures held back come out.</summary>
    public void Drain() => CountOrThrow(LibAvCodec.SendPacket(_context, 0), "drain the decoder");

    /// <summary>Takes the next picture in hand, in place of the one before; false where more packets are needed.</summary>
    public bool TryReceive()
    {
        while (true)
        {
            var started = Stage.Decode.Start();
            var code = LibAvCodec.ReceiveFrame(_context, _picture);
            _decoding += Stage.Elapsed(started);
            if (code is AVError.Again or AVError.EndOfFile)
            {
                return false;
            }

            if (code >= 0)
            {
                Stage.Decode.Record(_decoding);
                _decoding = 0;
                if (Picture.DecodeErrorFlags != 0 || (Picture.Flags & AVConstants.FrameFlagCorrupt) != 0)
                {
                    DamagedPictures++;
                }

                return true;
            }

            CountOrThrow(code, "decode a picture");
        }
    }

    /// <summary>Gives the picture in hand away; its time is the caller's to set. Frames may outlive the decoder.</summary>
    /// <exception cref="FFmpegException"><c>video/unsupported-format</c></exception>
    public Frame TakePicture() => _pool.Take(_picture);

    public void Dispose()
    {
        _pool.Dispose();
        _picture.Dispose();
        _context.Dispose();
    }

    private void CountOrThrow(int code, string action)
    {
        if (code is AVError.NoMemory or AVError.Again)
        {
            FFmpegProblems.ThrowOnError(code, action);
        }

        if (code < 0)
        {
            DecodeErrors++;
        }
    }
}
