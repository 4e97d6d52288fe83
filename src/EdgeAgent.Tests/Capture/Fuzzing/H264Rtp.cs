using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>A raw H.264 file, one slice a picture, as RTP inside an RTSP connection (RFC 6184, 5.6 and 5.8; RFC 2326, 10.12).</summary>
internal static class H264Rtp
{
    private const int FragmentationUnit = 28;
    private const int MaximumPayload = 1200;
    private const int TicksPerPicture = 7500;

    public static List<byte[]> Packets(string path)
    {
        List<byte[]> packets = [];
        uint time = 0;
        var units = new NalUnits(File.ReadAllBytes(path), lengthSize: 0);
        while (units.MoveNext())
        {
            var unit = units.Unit.ToArray();
            var isPicture = (unit[0] & 0x1F) is 1 or 5;
            var payloads = Payloads(unit);
            for (var i = 0; i < payloads.Count; i++)
            {
                packets.Add(InterleavedRtp.Frame(payloads[i], isPicture && i == payloads.Count - 1, (ushort)packets.Count, time));
            }

            time += isPicture ? TicksPerPicture : 0u;
        }

        return packets;
    }

    private static List<byte[]> Payloads(byte[] unit)
    {
        if (unit.Length <= MaximumPayload)
        {
            return [unit];
        }

        List<byte[]> payloads = [];
        for (var at = 1; at < unit.Length; at += MaximumPayload)
        {
            var length = Math.Min(MaximumPayload, unit.Length - at);
            var (start, end) = (at == 1 ? 0x80 : 0, at + length == unit.Length ? 0x40 : 0);
            payloads.Add([(byte)((unit[0] & 0xE0) | FragmentationUnit), (byte)(start | end | (unit[0] & 0x1F)), .. unit.AsSpan(at, length)]);
        }

        return payloads;
    }
}
