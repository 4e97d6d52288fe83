using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Drawn pictures into an MP4, each shown when its own time comes. The file is there once it is whole.</summary>
internal sealed class VideoWriter : IDisposable
{
    private readonly string _path;
    private readonly VideoEncoder _encoder;
    private readonly Remuxer _file;
    private readonly Packet _packet = new();
    private long? _lastPts;

    private VideoWriter(string path, VideoEncoder encoder, Remuxer file) => (_path, _encoder, _file) = (path, encoder, file);

    /// <exception cref="FFmpegException"><c>ffmpeg/no-encoder</c>, or what the disk said.</exception>
    public static VideoWriter Create(string path, int width, int height)
    {
        var encoder = VideoEncoder.Open(width, height);
        try
        {
            Remuxer? file = null;
            OrDiskFull(path, () => file = Remuxer.Create(path, encoder.Stream));
            return new VideoWriter(path, encoder, file!);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>See <see cref="VideoEncoder.Send"/>.</summary>
    /// <exception cref="FFmpegException"><c>disk/full</c></exception>
    public void Write(ReadOnlySpan<byte> bgra, int rowBytes, MediaTime time)
    {
        _encoder.Send(bgra, rowBytes, time);
        WritePackets();
    }

    /// <summary>When this returns, the file is on disk under its name.</summary>
    public void Complete()
    {
        _encoder.Drain();
        WritePackets();
        OrDiskFull(_path, _file.Complete);
    }

    public void Dispose()
    {
        _file.Dispose();
        _encoder.Dispose();
        _packet.Dispose();
    }

    private void WritePackets()
    {
        while (_encoder.TryReceive(_packet))
        {
            // MP4 asks for the duration of the last one only: as long as the one before, a second where it is the only one.
            _packet.Duration = _packet.Pts!.Value - _lastPts ?? VideoEncoder.TimeBase.Denominator;
            _lastPts = _packet.Pts;
            OrDiskFull(_path, () => _file.Write(_packet));
        }
    }

    private static void OrDiskFull(string path, Action write)
    {
        try
        {
            write();
        }
        catch (FFmpegException fault) when (fault.NativeCode is AVError.NoSpace or AVError.QuotaExceeded)
        {
            throw FFmpegProblems.DiskFull(path, fault.NativeCode.Value);
        }
    }
}
