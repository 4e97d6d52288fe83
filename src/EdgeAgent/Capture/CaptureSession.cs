using System.Diagnostics;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Capture.Health;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Capture;

/// <summary>One connection, or one file: reads, decodes what is due, hands on, and counts. Used by one thread.</summary>
internal sealed partial class CaptureSession : IDisposable
{
    // A hiccup is caught up with by decoding at full speed; who falls this far behind all the same decodes too slowly.
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(1.5);

    private readonly Demuxer _demuxer;
    private readonly IMediaClock _clock;
    private readonly ICaptureSink _sink;
    private readonly StreamHealth _health;
    private readonly CaptureCounters _counters;
    private readonly ILogger _logger;
    private readonly CaptureOptions _options;
    private readonly MediaTimeline _timeline;
    private readonly LiveTimeline? _live;
    private readonly FormatWatch? _format;
    private readonly LagMeter _lag = new();
    private readonly StampPace _pace = new();
    private readonly PicturePatience _patience = new();
    private readonly PictureThrift _thrift;
    private readonly CaptureStatistics _before;
    private VideoDecoder? _decoder;
    private CaptureStatistics _beforeDecoder;
    private CaptureStatistics _now;
    private bool _skipping;

    public CaptureSession(
        Demuxer demuxer, CaptureOptions options, IMediaClock clock, ICaptureSink sink, StreamHealth health, CaptureCounters counters, ILogger logger)
    {
        _demuxer = demuxer;
        _options = options;
        _clock = clock;
        _sink = sink;
        _health = health;
        _counters = counters;
        _logger = logger;
        var stream = demuxer.Stream;
        _decoder = options.Decode ? VideoDecoder.Open(stream, options.ToDecoderOptions()) : null;
        _live = demuxer.Address.IsLive ? new LiveTimeline(stream, clock) : null;
        _timeline = _live ?? (MediaTimeline)new FileTimeline(stream);
        _thrift = new PictureThrift(_live is null ? 0 : options.WantedPerSecond, stream.ReorderDelay > 0);
        _format = _live is null ? null : new FormatWatch(stream);
        _before = _beforeDecoder = counters.Read();
        _now = _before with { Connections = _before.Connections + 1 };
        _counters.Write(_now);
    }

    private long Packets => _now.Packets - _before.Packets;

    private long Pictures => _now.Pictures - _before.Pictures;

    /// <summary>Until the end of the file.</summary>
    /// <exception cref="FFmpegException">It cannot go on.</exception>
    public void Run()
    {
        Log.Connected(_logger, _demuxer.Address, _demuxer.Stream.Codec, _demuxer.Stream.Width, _demuxer.Stream.Height);
        _sink.Connected(_demuxer.Stream);
        using var packet = new Packet();
        var asked = Stopwatch.GetTimestamp();
        while (_demuxer.TryRead(packet))
        {
            var waited = Stopwatch.GetElapsedTime(asked);
            Take(packet, waited);
            _counters.Write(_now);
            asked = Stopwatch.GetTimestamp();
        }

        _decoder?.Drain();
        Receive();
        _counters.Write(_now);
        if (_decoder is not null && Pictures == 0)
        {
            throw NothingDecoded();
        }

        Log.Ended(_logger, _demuxer.Address, Packets, Pictures, _now.DecodeErrors - _before.DecodeErrors, _now.DamagedPictures - _before.DamagedPictures);
    }

    public void Dispose() => _decoder?.Dispose();

    private void Take(Packet packet, TimeSpan waited)
    {
        var time = _timeline.Stamp(packet);
        _now = _now with { Packets = _now.Packets + 1, Bytes = _now.Bytes + packet.SizeBytes };
        _patience.Wait(time, packet.IsKeyframe);
        if (_live is not null)
        {
            Watch(packet, time, waited);
        }

        _sink.PacketRead(packet, time);
        if (_decoder is null)
        {
            AwaitKeyframe(packet, time);
            return;
        }

        if (MustSkip(packet))
        {
            // What was never tried has not failed, and says nothing of how much comes.
            _patience.Restart(time);
            _thrift.Interrupt();
            _now = _now with { Skipped = _now.Skipped + 1 };
            return;
        }

        Decode(packet, time);
    }

    /// <summary>Of a stream that is only recorded: without a keyframe there is nothing to record, and a new connection brings one.</summary>
    private void AwaitKeyframe(Packet packet, MediaTime time)
    {
        if (packet.IsKeyframe)
        {
            _health.Live();
        }
        else if (_health.Status.State != StreamState.Live && _patience.IsOver(time))
        {
            throw NothingDecoded();
        }
    }

    private void Watch(Packet packet, MediaTime time, TimeSpan waited)
    {
        var (wasLate, jumps) = (_lag.IsLate, _before.ClockJumps + _live!.Jumps);
        _lag.Add(_live.Arrival, _live.Lateness, waited);
        _pace.Add(_live.Arrival, _live.StampTime, waited);
        if (_pace.IsSlow != _live.FollowsArrival)
        {
            _live.FollowsArrival = _pace.IsSlow;
            Log.PaceChanged(_logger, _demuxer.Address, _pace.IsSlow ? "slower than its pictures come: what counts is when they arrive" : "at the pace of its pictures again");
        }

        if (jumps != _now.ClockJumps)
        {
            Log.ClockJumped(_logger, _demuxer.Address, time.TotalSeconds);
        }

        if (_lag.IsLate && !wasLate)
        {
            Log.Late(_logger, _demuxer.Address, _lag.Behind.TotalSeconds, _lag.IsOverloaded ? "this device" : "the camera or the network");
        }

        _now = _now with
        {
            ClockJumps = jumps,
            Behind = _lag.Behind,
            IsOverloaded = _lag.IsOverloaded,
            LateByCamera = _before.LateByCamera + _lag.LateByCamera,
            LateByDevice = _before.LateByDevice + _lag.LateByDevice,
        };
        if (packet.IsKeyframe && packet.ProducerTime is { } taken)
        {
            _now = _now with { CameraClockOffset = taken - _clock.ToUtc(time).Value };
        }

        if (_format!.HasChanged(packet))
        {
            GoOnAs(_format.Stream);
        }
    }

    private void GoOnAs(VideoStream stream)
    {
        Log.FormatChanged(_logger, _demuxer.Address, stream.Width, stream.Height);
        if (_decoder is not null)
        {
            _decoder.Drain();
            Receive();
            _decoder.Dispose();
            _decoder = VideoDecoder.Open(stream, _options.ToDecoderOptions());
        }

        _beforeDecoder = _now = _now with { FormatChanges = _now.FormatChanges + 1 };
        _sink.Connected(stream);
    }

    /// <summary>Where decoding cannot keep up, what lies before the next keyframe is passed over: packets are still recorded.</summary>
    private bool MustSkip(Packet packet)
    {
        _skipping |= _lag.IsOverloaded && _lag.Behind > Hopeless;
        _skipping &= !(packet.IsKeyframe && _lag.Behind <= LagMeter.CaughtUp);
        return _skipping;
    }

    private void Decode(Packet packet, MediaTime time)
    {
        if (packet.IsKeyframe)
        {
            _thrift.Keyframe(time);
            _decoder!.Skip = _thrift.Skip;
        }

        _decoder!.Send(packet);
        if (_decoder.Choice != _now.Decoder)
        {
            // Another decoder has its own time for a first picture.
            _patience.Restart(time);
            _patience.Wait(time, packet.IsKeyframe);
            ShowDecoder(_decoder.Choice);
        }

        if (Receive())
        {
            _patience.Restart(time);
        }
        else if (_patience.IsOver(time))
        {
            if (!_decoder.LeaveHardware())
            {
                throw NothingDecoded();
            }

            _patience.Restart(time);
        }
    }

    private FFmpegException NothingDecoded() =>
        FFmpegProblems.NothingDecoded(_demuxer.Address.ToString(), _demuxer.Stream.Codec, Packets);

    private void ShowDecoder(DecoderChoice choice)
    {
        _now = _now with { Decoder = choice };
        if (choice.Reason is { } reason)
        {
            Log.DecodedInSoftware(_logger, _demuxer.Address, choice.Name, reason);
        }
        else
        {
            Log.Decoded(_logger, _demuxer.Address, choice.Name);
        }
    }

    private bool Receive()
    {
        var received = 0;
        while (_decoder?.TryReceive() == true)
        {
            received++;
            _thrift.Count();
            _health.Live();
            var time = _timeline.TimeOfPicture(_decoder.PicturePts);
            if (!_sink.WantsFrame(time))
            {
                continue;
            }

            if (_lag.Behind > LagMeter.Tolerance)
            {
                _now = _now with { Skipped = _now.Skipped + 1 };
                continue;
            }

            var frame = _decoder.TakePicture();
            frame.Time = time;
            _sink.FrameDecoded(frame);
        }

        _now = _now with
        {
            Pictures = _now.Pictures + received,
            DecodeErrors = _beforeDecoder.DecodeErrors + (_decoder?.DecodeErrors ?? 0),
            DamagedPictures = _beforeDecoder.DamagedPictures + (_decoder?.DamagedPictures ?? 0),
        };
        return received > 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1006, LogLevel.Information, "{Address}: decoded by {Decoder}")]
        public static partial void Decoded(ILogger logger, MediaAddress address, string decoder);

        [LoggerMessage(1007, LogLevel.Warning, "{Address}: decoded by {Decoder} in software: {Reason}")]
        public static partial void DecodedInSoftware(ILogger logger, MediaAddress address, string decoder, string reason);

        [LoggerMessage(1001, LogLevel.Information, "{Address}: connected, {Codec} {Width}×{Height}")]
        public static partial void Connected(ILogger logger, MediaAddress address, string codec, int width, int height);

        [LoggerMessage(1002, LogLevel.Information, "{Address}: ended after {Packets} packets, {Pictures} pictures, {Errors} decode errors, {Damaged} damaged pictures")]
        public static partial void Ended(ILogger logger, MediaAddress address, long packets, long pictures, long errors, long damaged);

        [LoggerMessage(1003, LogLevel.Warning, "{Address}: the camera's clock jumped at {Seconds:0.000} s; its pictures are put where they arrived")]
        public static partial void ClockJumped(ILogger logger, MediaAddress address, double seconds);

        [LoggerMessage(1008, LogLevel.Warning, "{Address}: the camera's time stamps count {Pace}")]
        public static partial void PaceChanged(ILogger logger, MediaAddress address, string pace);

        [LoggerMessage(1004, LogLevel.Information, "{Address}: goes on as {Width}×{Height}")]
        public static partial void FormatChanged(ILogger logger, MediaAddress address, int width, int height);

        [LoggerMessage(1005, LogLevel.Warning, "{Address}: pictures come {Seconds:0.0} s late, through {Culprit}; the late ones are not analysed")]
        public static partial void Late(ILogger logger, MediaAddress address, double seconds, string culprit);
    }
}
