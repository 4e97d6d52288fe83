using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Capture;

/// <summary>One camera or file: connects, reads, decodes, hands on. It does not retry; whoever runs it does.</summary>
internal sealed partial class VideoSource(CaptureOptions options, IMediaClock clock, ILogger<VideoSource> logger)
{
    // A camera with a keyframe every 20 s is a strange one, but not a broken one.
    private static readonly TimeSpan PatienceForPictures = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private CaptureStatistics _statistics;
    private volatile DecoderChoice? _decoder;

    /// <summary>What decodes, or did last; null before the first connection.</summary>
    public DecoderChoice? Decoder => _decoder;

    public CaptureStatistics Statistics
    {
        get
        {
            lock (_lock)
            {
                return _statistics;
            }
        }
    }

    /// <summary>Runs on a thread of its own until the end of the file. A camera has no end: it throws.</summary>
    /// <exception cref="FFmpegException">It cannot go on; the code says why.</exception>
    /// <exception cref="OperationCanceledException">Within a second after cancelling.</exception>
    public Task RunAsync(ICaptureSink sink, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Run(sink, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    private void Run(ICaptureSink sink, CancellationToken cancellationToken)
    {
        var address = options.ToAddress();
        using var demuxer = Demuxer.Open(address, options.ToDemuxerOptions(), cancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream, options.ToDecoderOptions());
        ShowDecoder(address, decoder.Choice);
        using var packet = new Packet();
        var stream = demuxer.Stream;
        var live = address.IsLive ? new LiveTimeline(stream, clock) : null;
        var timeline = live ?? (MediaTimeline)new FileTimeline(stream);
        Log.Connected(logger, address, stream.Codec, stream.Width, stream.Height);
        Count(statistics => statistics with { Connections = statistics.Connections + 1 });
        sink.Connected(stream);

        MediaTime? firstPacket = null;
        long packets = 0, pictures = 0, jumps = 0;
        while (demuxer.TryRead(packet))
        {
            var time = timeline.Stamp(packet);
            firstPacket ??= time;
            packets++;
            if (live is not null && live.Jumps != jumps)
            {
                jumps = live.Jumps;
                Log.ClockJumped(logger, address, time.TotalSeconds);
            }

            sink.PacketRead(packet, time);
            var (errors, damaged) = (decoder.DecodeErrors, decoder.DamagedPictures);
            decoder.Send(packet);
            var received = Receive(decoder, timeline, sink);
            ShowDecoder(address, decoder.Choice);
            pictures += received;
            CountPacket(packet.SizeBytes, received, decoder.DecodeErrors - errors, decoder.DamagedPictures - damaged);
            if (pictures == 0 && time - firstPacket.Value > PatienceForPictures)
            {
                throw FFmpegProblems.NothingDecoded(address.ToString(), stream.Codec, packets);
            }
        }

        decoder.Drain();
        var last = Receive(decoder, timeline, sink);
        Count(statistics => statistics with { Pictures = statistics.Pictures + last });
        if (pictures + last == 0)
        {
            throw FFmpegProblems.NothingDecoded(address.ToString(), stream.Codec, packets);
        }

        Log.Ended(logger, address, packets, pictures + last, decoder.DecodeErrors, decoder.DamagedPictures);
    }

    private static int Receive(VideoDecoder decoder, MediaTimeline timeline, ICaptureSink sink)
    {
        var received = 0;
        while (decoder.TryReceive())
        {
            received++;
            var time = timeline.TimeOfPicture(decoder.PicturePts);
            if (sink.WantsFrame(time))
            {
                var frame = decoder.TakePicture();
                frame.Time = time;
                sink.FrameDecoded(frame);
            }
        }

        return received;
    }

    private void ShowDecoder(MediaAddress address, DecoderChoice choice)
    {
        if (_decoder == choice)
        {
            return;
        }

        _decoder = choice;
        if (choice.Reason is { } reason)
        {
            Log.SoftwareDecodes(logger, address, choice.Name, reason);
        }
        else
        {
            Log.Decodes(logger, address, choice.Name);
        }
    }

    private void CountPacket(int bytes, int pictures, long errors, long damaged)
    {
        lock (_lock)
        {
            _statistics = new CaptureStatistics(
                _statistics.Connections,
                _statistics.Packets + 1,
                _statistics.Bytes + bytes,
                _statistics.Pictures + pictures,
                _statistics.DecodeErrors + errors,
                _statistics.DamagedPictures + damaged);
        }
    }

    private void Count(Func<CaptureStatistics, CaptureStatistics> change)
    {
        lock (_lock)
        {
            _statistics = change(_statistics);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "{Address}: connected, {Codec} {Width}×{Height}")]
        public static partial void Connected(ILogger logger, MediaAddress address, string codec, int width, int height);

        [LoggerMessage(1002, LogLevel.Information, "{Address}: ended after {Packets} packets, {Pictures} pictures, {Errors} decode errors, {Damaged} damaged pictures")]
        public static partial void Ended(ILogger logger, MediaAddress address, long packets, long pictures, long errors, long damaged);

        [LoggerMessage(1003, LogLevel.Warning, "{Address}: the camera's clock jumped at {Seconds:0.000} s; its pictures are put where they arrived")]
        public static partial void ClockJumped(ILogger logger, MediaAddress address, double seconds);

        [LoggerMessage(1004, LogLevel.Information, "{Address}: decoded by {Decoder}")]
        public static partial void Decodes(ILogger logger, MediaAddress address, string decoder);

        [LoggerMessage(1005, LogLevel.Warning, "{Address}: decoded by {Decoder} in software: {Reason}")]
        public static partial void SoftwareDecodes(ILogger logger, MediaAddress address, string decoder, string reason);
    }
}
