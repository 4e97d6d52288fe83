using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Diagnostics;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Packets in, pictures out in the order of presentation. Damage is counted, not thrown: a packet that cannot be decoded is skipped,
/// a picture with concealed errors is delivered. Hardware that fails is left for software at the next keyframe. After every packet,
/// receive until there is nothing.
/// </summary>
internal sealed class VideoDecoder : IDisposable
{
    // More than hardware holds back: FFmpeg queues 16 packets for a V4L2 device.
    private const int PacketsWithoutPicture = 30;

    // Damage of the stream, which hardware reports as software does; software is better at concealing it.
    private const int DamagedInARow = 10;

    private readonly VideoStream _stream;
    private readonly DecoderOptions _options;
    private readonly AVFrameHandle _picture = LibAvUtil.FrameAlloc();
    private readonly FramePool _pool = new();
    private DecoderSession _session;
    private bool _hasDelivered;
    private int _sinceLastPicture;
    private int _errorsInARow;

    // Ticks spent on the next picture so far: a packet is taken in and a picture given out in separate calls.
    private long _decoding;

    // FFmpeg's H.264 decoder keeps what leans on pictures that never came to itself; its H.265 decoder makes these up, in grey.
    private bool _awaitsKeyframe;

    private VideoDecoder(VideoStream stream, DecoderOptions options)
    {
        (_stream, _options) = (stream, options);
        (_session, Choice) = DecoderSelection.Open(stream, options);
        _awaitsKeyframe = stream.IsHevc || Choice.IsHardware;
    }

    /// <summary>What decodes; another object after each change.</summary>
    public DecoderChoice Choice { get; private set; }

    public string Name => Choice.Name;

    /// <summary>What is left out from the next packet on. Hardware cannot leave out single pictures, only all but keyframes.</summary>
    public DecoderSkip Skip
    {
        get;
        set
        {
            if (field == value)
            {
                return;
            }

            // What follows leans on pictures that were left out.
            _awaitsKeyframe |= field == DecoderSkip.NonKeyframes;
            field = value;
            _session.Skip(value);
        }
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

    /// <summary>In software.</summary>
    /// <param name="stream">What is to be decoded.</param>
    /// <param name="threads">1 decodes without delay; each one more holds back one picture.</param>
    /// <exception cref="FFmpegException"><c>video/undecodable</c></exception>
    public static VideoDecoder Open(VideoStream stream, int threads = 1) => Open(stream, new DecoderOptions { Threads = threads });

    /// <exception cref="FFmpegException"><c>video/undecodable</c>, <c>video/unknown-decoder</c></exception>
    public static VideoDecoder Open(VideoStream stream, DecoderOptions options) => new(stream, options);

    public void Send(Packet packet)
    {
        _awaitsKeyframe &= !packet.IsKeyframe;
        if (_awaitsKeyframe || (Skip == DecoderSkip.NonKeyframes && !packet.IsKeyframe))
        {
            return;
        }

        var started = Stage.Decode.Start();
        if (Choice.IsHardware)
        {
            SendToHardware(packet);

            // Software begins with the very packet at which the hardware failed, if it can.
            _awaitsKeyframe &= !packet.IsKeyframe;
        }

        if (!Choice.IsHardware && !_awaitsKeyframe)
        {
            CountOrThrow(_session.Send(packet), "decode a packet");
        }

        _decoding += Stage.Elapsed(started);
    }

    /// <summary>The caller has waited long enough for a picture: software goes on. False where it is at work already.</summary>
    public bool LeaveHardware()
    {
        if (!Choice.IsHardware)
        {
            return false;
        }

        FallBack("gave no picture for too long");
        return true;
    }

    /// <summary>No packet will follow: the pictures held back come out.</summary>
    public void Drain() => CountOrThrow(_session.Drain(), "drain the decoder");

    /// <summary>Takes the next picture in hand, in place of the one before; false where more packets are needed.</summary>
    public bool TryReceive()
    {
        while (true)
        {
            var started = Stage.Decode.Start();
            var code = _session.Receive(_picture);
            _decoding += Stage.Elapsed(started);
            if (code is AVError.Again or AVError.EndOfFile)
            {
                return false;
            }

            if (Choice.IsHardware && !IsHardwareSound(code))
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
        _session.Dispose();
    }

    private void SendToHardware(Packet packet)
    {
        var code = _session.Send(packet);
        if (code < 0)
        {
            _ = IsHardwareSound(code);
        }
        else if (++_sinceLastPicture > PacketsWithoutPicture)
        {
            FallBack($"gave no picture out of {PacketsWithoutPicture} packets");
        }
    }

    /// <summary>Judges what the hardware said, and falls back where it failed.</summary>
    private bool IsHardwareSound(int code)
    {
        if (code >= 0 && Enum.IsDefined((AVPixelFormat)Picture.Format))
        {
            (_hasDelivered, _sinceLastPicture, _errorsInARow) = (true, 0, 0);
            if (_session.HasLeftHardware)
            {
                Choice = new DecoderChoice(_stream.Codec, IsHardware: false, Choice.Fallbacks + 1, $"{_session.Name} cannot decode this stream");
            }

            return true;
        }

        if (code >= 0)
        {
            FallBack($"gives pictures as {LibAvUtil.PixelFormatName(Picture.Format) ?? "an unknown format"}");
            return false;
        }

        var isDamage = code == AVError.InvalidData && _hasDelivered;
        if (isDamage && ++_errorsInARow < DamagedInARow)
        {
            DecodeErrors++;
            return true;
        }

        // One camera's bad cable takes the hardware from no other.
        FallBack($"failed{FFmpegProblems.Reason(code)}", isBroken: !isDamage);
        return false;
    }

    private void FallBack(string fault, bool isBroken = true)
    {
        var reason = $"{_session.Name} {fault}";
        if (isBroken)
        {
            _options.Catalog.MarkBroken(_session.Candidate!, reason);
        }

        _session.Dispose();
        _session = DecoderSelection.OpenSoftware(_stream, _options);
        _session.Skip(Skip);
        Choice = new DecoderChoice(_session.Name, IsHardware: false, Choice.Fallbacks + 1, reason);
        _awaitsKeyframe = true;
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
