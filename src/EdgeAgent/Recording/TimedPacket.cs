using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>One packet and its place on the media clock. Whoever holds it disposes of it.</summary>
/// <param name="Packet">Shares its data with the clones of it elsewhere.</param>
/// <param name="Run">What it is a packet of.</param>
/// <param name="Time">When it is shown.</param>
/// <param name="DecodeTime">Its place in the stream: every later packet of its run is shown at or after this.</param>
/// <param name="Duration">For how long it is shown; zero where the stream does not say.</param>
internal readonly record struct TimedPacket(
    Packet Packet, PacketRun Run, MediaTime Time, MediaTime DecodeTime, TimeSpan Duration) : IDisposable
{
    public MediaTime End => Time + Duration;

    public static TimedPacket Create(Packet packet, PacketRun run, MediaTime time)
    {
        var timeBase = run.Stream.TimeBase;
        var delay = packet.Pts is { } pts && packet.Dts is { } dts ? timeBase.ToNanoseconds(pts - dts) : 0;
        return new TimedPacket(
            packet, run, time, new MediaTime(time.Nanoseconds - delay), new TimeSpan(timeBase.ToNanoseconds(packet.Duration) / 100));
    }

    /// <summary>A second owner of the same data.</summary>
    public TimedPacket Share() => this with { Packet = Packet.Clone() };

    public void Dispose() => Packet.Dispose();
}
