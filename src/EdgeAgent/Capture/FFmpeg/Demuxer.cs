using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Diagnostics;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Reads the video packets of a camera or a file. Sound is never even asked for from a camera, and dropped unread from a file.
/// Used by one thread at a time; its token ends any wait within about 100 ms.
/// </summary>
internal sealed class Demuxer : IDisposable
{
    // What a camera is allowed to make FFmpeg open: no playlist may name a local file, no file another host.
    private const string CameraProtocols = "rtsp,rtsps,rtp,tcp,tls,udp";
    private const string FileFormats = "mov,matroska,mpegts,mpeg,avi,flv,h264,hevc";

    private readonly AVInputContextHandle _context;
    private readonly Interrupt _interrupt;
    private readonly DemuxerOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly int _videoIndex;
    private readonly FirstStamps? _firstStamps;
    private bool _lastWasCorrupt;

    private Demuxer(MediaAddress address, DemuxerOptions options, CancellationToken cancellationToken)
    {
        Address = address;
        _options = options;
        _cancellationToken = cancellationToken;
        _interrupt = new Interrupt(cancellationToken);
        _firstStamps = address.IsLive && FFmpegLibraries.InUse.Release.GuessesFirstStamps ? new FirstStamps(TryReadNext) : null;
        _context = OpenInput();
        try
        {
            _videoIndex = FindVideo();
            Stream = VideoStream.Read(View.Stream(_videoIndex));
        }
        catch
        {
            _context.Dispose();
            throw;
        }
    }

    public MediaAddress Address { get; }

    public VideoStream Stream { get; }

    private AVFormatContextView View => new(_context.DangerousGetHandle());

    /// <param name="cancellationToken">Holds for the reads too.</param>
    /// <exception cref="FFmpegException">Codes <c>camera/*</c>, <c>file/*</c>, <c>ffmpeg/*</c>.</exception>
    public static Demuxer Open(MediaAddress address, DemuxerOptions options, CancellationToken cancellationToken)
    {
        FFmpegLibraries.EnsureLoaded();
        ResolveHost(address, options.OpenTimeout, cancellationToken);
        return new Demuxer(address, options, cancellationToken);
    }

    /// <summary>Reads the next video packet into <paramref name="packet"/>; false at the end of a file.</summary>
    /// <exception cref="FFmpegException"><c>camera/stalled</c>, <c>camera/disconnected</c>, <c>file/truncated</c>, <c>file/unreadable</c>.</exception>
    public bool TryRead(Packet packet)
    {
        ObjectDisposedException.ThrowIf(_context.IsClosed, this);
        return _firstStamps?.TryRead(packet) ?? TryReadNext(packet);
    }

    public void Dispose()
    {
        _firstStamps?.Dispose();
        _context.Dispose();
    }

    private bool TryReadNext(Packet packet)
    {
        _interrupt.SetDeadline(_options.ReadTimeout);
        while (true)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            packet.Clear();
            var started = Stage.Demux.Start();
            var code = LibAvFormat.ReadFrame(_context, packet.Handle);
            Stage.Demux.Stop(started);
            if (code >= 0 && Address.IsLive && _interrupt.IsOverdue)
            {
                // Interrupted, FFmpeg hands out what it has of a picture that never came whole, and would then wait as long again.
                return EndOrThrow(AVError.TimedOut);
            }

            if (code >= 0)
            {
                if (packet.View.StreamIndex == _videoIndex)
                {
                    _lastWasCorrupt = packet.IsCorrupt;
                    return true;
                }

                // A stream that appeared later, such as sound that starts late.
                View.Stream(packet.View.StreamIndex).DiscardAll();
            }
            else if (code != AVError.Again || _interrupt.IsOverdue)
            {
                return EndOrThrow(code);
            }
        }
    }

    // FFmpeg's own name resolution cannot be interrupted.
    private static void ResolveHost(MediaAddress address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (address.Host is not { } host || IPAddress.TryParse(host, out _))
        {
            return;
        }

        try
        {
            Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(timeout, cancellationToken).GetAwaiter().GetResult();
        }
        catch (SocketException fault)
        {
            throw CameraProblems.HostUnknown(address, fault);
        }
        catch (TimeoutException)
        {
            throw CameraProblems.HostUnknown(address, new SocketException((int)SocketError.TryAgain));
        }
    }

    private AVInputContextHandle OpenInput()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using var options = new AVDictionary();
        if (Address.IsLive)
        {
            options.Set("rtsp_transport", _options.Transport == CaptureTransport.Udp ? "udp" : "tcp");
            options.Set("allowed_media_types", "video");
            options.Set("protocol_whitelist", CameraProtocols);
            options.Set("format_whitelist", "rtsp");

            // Do not collect 20 pictures to guess a frame rate: those are seconds of delay at 5 frames a second.
            options.Set("fpsprobesize", "0");
        }
        else
        {
            options.Set("protocol_whitelist", "file");
            options.Set("format_whitelist", FileFormats);
        }

        var context = LibAvFormat.AllocContext();
        var interrupt = new GCHandle<Interrupt>(_interrupt);
        new AVFormatContextView(context).SetInterrupt(Interrupt.Callback, GCHandle<Interrupt>.ToIntPtr(interrupt));
        _interrupt.SetDeadline(_options.OpenTimeout);
        var code = LibAvFormat.OpenInput(ref context, Address.Native, 0, ref options.Native);
        if (code < 0)
        {
            // FFmpeg has freed the context.
            interrupt.Dispose();
            _cancellationToken.ThrowIfCancellationRequested();
            throw !Address.IsLive ? FileProblems.FromOpen(Address, code)
                : _interrupt.IsOverdue ? CameraProblems.OpenTimedOut(Address, _options.OpenTimeout)
                : CameraProblems.FromOpen(Address, code);
        }

        var handle = new AVInputContextHandle(context, interrupt);
        if (options.Count > 0)
        {
            handle.Dispose();
            throw new InvalidOperationException($"FFmpeg does not know {options.Count} of the demuxer's options");
        }

        return handle;
    }

    private int FindVideo()
    {
        var index = -1;
        for (var i = 0; i < View.StreamCount; i++)
        {
            if (index < 0 && View.Stream(i).IsVideo)
            {
                index = i;
            }
            else
            {
                View.Stream(i).DiscardAll();
            }
        }

        if (index < 0 && Address.IsLive)
        {
            throw CameraProblems.NoVideo(Address);
        }

        _interrupt.SetDeadline(_options.OpenTimeout);
        var code = FindStreamInfo();
        _cancellationToken.ThrowIfCancellationRequested();
        for (var i = 0; i < View.StreamCount && index < 0; i++)
        {
            // MPEG-TS and FLV files name their streams only now.
            index = View.Stream(i).IsVideo ? i : -1;
        }

        if (index < 0)
        {
            throw FileProblems.NoVideo(Address);
        }

        var known = new AVCodecParametersView(View.Stream(index).CodecParameters) is { Width: > 0, Height: > 0 };
        return known && code >= 0 ? index
            : Address.IsLive ? throw WithoutPictures()
            : throw FileProblems.FromOpen(Address, code < 0 ? code : AVError.InvalidData);
    }

    /// <summary>Looking for the stream's format ends also where the connection does: the next packet tells.</summary>
    private FFmpegException WithoutPictures()
    {
        if (!_interrupt.IsOverdue)
        {
            using var packet = new Packet();
            var code = LibAvFormat.ReadFrame(_context, packet.Handle);
            if (code < 0 && code != AVError.Again && !_interrupt.IsOverdue)
            {
                return CameraProblems.Disconnected(Address, code);
            }
        }

        return CameraProblems.NoPictures(Address);
    }

    // To learn the size of the pictures FFmpeg decodes the first ones, with memory for whatever their header announces.
    private int FindStreamInfo()
    {
        var options = new nint[View.StreamCount];
        try
        {
            for (var i = 0; i < options.Length; i++)
            {
                DecoderSession.LimitPixels(ref options[i]);
            }

            return LibAvFormat.FindStreamInfo(_context, ref MemoryMarshal.GetArrayDataReference(options));
        }
        finally
        {
            for (var i = 0; i < options.Length; i++)
            {
                LibAvUtil.DictFree(ref options[i]);
            }
        }
    }

    private bool EndOrThrow(int code)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_interrupt.IsOverdue)
        {
            throw Address.IsLive
                ? CameraProblems.Stalled(Address, _options.ReadTimeout)
                : FileProblems.Stalled(Address, _options.ReadTimeout);
        }

        if (Address.IsLive)
        {
            throw CameraProblems.Disconnected(Address, code);
        }

        // A file that was cut ends like any other, only with a packet that is shorter than its index says.
        return code == AVError.EndOfFile && !_lastWasCorrupt ? false : throw FileProblems.Truncated(Address, code);
    }
}
