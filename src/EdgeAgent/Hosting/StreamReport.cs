using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Hosting;

/// <summary>What the health message says of one stream. Rates are those since the last question.</summary>
internal sealed class StreamReport(CameraStream stream, IMediaClock clock, TimeProvider time)
{
    private readonly FrameRateMeter _packets = new(time);
    private readonly FrameRateMeter _bytes = new(time);

    public StreamHealthMessage Read()
    {
        var (status, statistics) = (stream.Health.Status, stream.Statistics);
        return new StreamHealthMessage
        {
            State = status.State.ToString().ToLowerInvariant(),
            Since = clock.ToUtc(status.Since).Value,
            Code = status.Fault?.Code,
            Decoder = statistics.Decoder?.Name,
            DecoderReason = statistics.Decoder?.Reason,
            Reconnects = Math.Max(0, statistics.Connections - 1),
            Stalls = statistics.Stalls,
            Packets = statistics.Packets,
            DecodeErrors = statistics.DecodeErrors,
            DamagedPictures = statistics.DamagedPictures,
            FramesSkipped = statistics.Skipped,
            FormatChanges = statistics.FormatChanges,
            ClockJumps = statistics.ClockJumps,
            LateByCamera = statistics.LateByCamera,
            LateByDevice = statistics.LateByDevice,
            FramesPerSecond = _packets.Measure(statistics.Packets),
            BitsPerSecond = Math.Round(8 * _bytes.Measure(statistics.Bytes)),
            LagSeconds = Math.Round(statistics.Behind.TotalSeconds, 2),
            CameraClockOffsetSeconds = statistics.CameraClockOffset is { } offset ? Math.Round(offset.TotalSeconds, 3) : null,
        };
    }
}
