using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Writes packets as they are into an MP4 that can be played while it loads (faststart), beginning at time 0.
/// The file has its name only once it is whole and on disk; until then it is <c>.partial</c>, and deleted where it is given up.
/// </summary>
internal sealed class Remuxer : IDisposable
{
    private readonly AVOutputContextHandle _context;
    private readonly VideoStream _stream;
    private readonly string _path;
    private readonly string _partialPath;
    private readonly Rational _timeBase;
    private readonly HevcParameterSets? _parameterSets;
    private long? _firstPts;
    private long _lastDts;
    private bool _completed;

    private Remuxer(AVOutputContextHandle context, VideoStream stream, string path, string partialPath)
    {
        _context = context;
        _stream = stream;
        _path = path;
        _partialPath = partialPath;
        _parameterSets = HevcParameterSets.OfHeader(stream);
        try
        {
            _timeBase = WriteHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private AVFormatContextView View => new(_context.DangerousGetHandle());

    /// <exception cref="FFmpegException"><c>ffmpeg/error</c> with the errno of the disk as its native code.</exception>
    public static Remuxer Create(string path, VideoStream stream)
    {
        var partialPath = path + ".partial";
        FFmpegProblems.ThrowOnError(LibAvFormat.AllocOutputContext(out var context, 0, "mp4", partialPath), $"write {path}");
        var handle = new AVOutputContextHandle(context);
        var code = LibAvFormat.IOOpen(out var io, "file:" + partialPath, AVConstants.IOFlagWrite);
        if (code < 0)
        {
            handle.Dispose();
            FFmpegProblems.ThrowOnError(code, $"write {path}");
        }

        var view = new AVFormatContextView(context);
        view.IO = io;
        return new Remuxer(handle, stream, path, partialPath);
    }

    /// <summary>Begin with a keyframe, and go on in decoding order. The packet stays the caller's.</summary>
    public void Write(Packet packet)
    {
        var pts = packet.Pts ?? packet.Dts ?? throw new ArgumentException("a packet without any time stamp", nameof(packet));
        if (_firstPts is null)
        {
            // The muxer takes the header that the stream has not told out of the first packet.
            if (_stream.IsHevc && _parameterSets is null)
            {
                HevcParameterSets.RequireWhole(packet.Data);
            }

            _firstPts = pts;
            _lastDts = long.MinValue;
        }

        using var copy = _parameterSets?.Without(packet) ?? packet.Clone();
        var view = copy.View;
        view.Pts = Rescale(pts - _firstPts.Value);

        // MP4 stores decoding times as differences: they must grow, and never pass the presentation.
        var dts = packet.Dts is { } known ? Rescale(known - _firstPts.Value) : view.Pts;
        view.Dts = Math.Max(Math.Min(dts, view.Pts), _lastDts == long.MinValue ? long.MinValue : _lastDts + 1);
        view.Pts = Math.Max(view.Pts, view.Dts);
        _lastDts = view.Dts;
        view.Duration = Rescale(packet.Duration);
        view.StreamIndex = 0;
        view.ClearPosition();
        Check(LibAvFormat.WriteFrame(_context, copy.Handle));
    }

    /// <summary>Finishes the file; when this returns it is on disk under its name.</summary>
    public void Complete()
    {
        Check(LibAvFormat.WriteTrailer(_context));
        LibAvFormat.IOFlush(View.IO);
        Check(View.IOError);
        _context.Dispose();
        using (var file = File.OpenHandle(_partialPath, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(file);
        }

        File.Move(_partialPath, _path, overwrite: true);
        _completed = true;
    }

    public void Dispose()
    {
        _context.Dispose();
        if (!_completed)
        {
            File.Delete(_partialPath);
        }
    }

    private Rational WriteHeader()
    {
        var native = LibAvFormat.NewStream(_context, 0);
        if (native == 0)
        {
            FFmpegProblems.ThrowOnError(AVError.NoMemory, "add a stream");
        }

        var stream = new AVStreamView(native);
        FFmpegProblems.ThrowOnError(LibAvCodec.ParametersCopy(stream.CodecParameters, _stream.Parameters), "copy the codec parameters");

        // The tag of the container that it came from means nothing in another one, and Apple's players refuse FFmpeg's own choice, hev1.
        new AVCodecParametersView(stream.CodecParameters).SetTag(_parameterSets is null ? 0 : AVConstants.TagHvc1);
        stream.TimeBase = new AVRational(_stream.TimeBase.Numerator, _stream.TimeBase.Denominator);
        using var options = new AVDictionary();
        options.Set("movflags", "+faststart");
        Check(LibAvFormat.WriteHeader(_context, ref options.Native));

        // The muxer may have chosen a finer unit.
        return new Rational(stream.TimeBase.Numerator, stream.TimeBase.Denominator);
    }

    private long Rescale(long ticks)
    {
        try
        {
            return (long)Math.Round(
                (decimal)ticks * _stream.TimeBase.Numerator * _timeBase.Denominator / ((decimal)_stream.TimeBase.Denominator * _timeBase.Numerator));
        }
        catch (OverflowException)
        {
            // A broken stream has stamps that no file can hold.
            FFmpegProblems.ThrowOnError(AVError.InvalidData, $"write {_path} with a time stamp of {ticks}");
            throw;
        }
    }

    // A write is buffered and succeeds; what the disk said of the one before is in the context.
    private void Check(int code) =>
        FFmpegProblems.ThrowOnError(code < 0 ? code : Math.Min(View.IO == 0 ? 0 : View.IOError, 0), $"write {_path}");
}
