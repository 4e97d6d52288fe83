using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Parts;

/// <summary>A raw H.265 file, one slice a picture, as the packets and the announcement of a camera that keeps its parameter sets where a test wants them.</summary>
internal sealed class HevcRtp
{
    private const int FirstParameterSet = 32;
    private const int LastParameterSet = 34;
    private const int FragmentationUnit = 49;
    private const int MaximumPayload = 1200;
    private const int TicksPerPicture = 3600;

    private readonly List<byte[]> _units = [];

    public HevcRtp(string path)
    {
        var units = new NalUnits(File.ReadAllBytes(path), lengthSize: 0);
        while (units.MoveNext())
        {
            _units.Add(units.Unit.ToArray());
        }
    }

    /// <summary>SDP of RFC 7798, section 7.1.</summary>
    public string Announcement(bool withParameterSets)
    {
        var sets = Enumerable.Range(FirstParameterSet, 3).Select(type => Convert.ToBase64String(_units.First(unit => TypeOf(unit) == type))).ToList();
        var parameters = withParameterSets ? $"\na=fmtp:96 sprop-vps={sets[0]};sprop-sps={sets[1]};sprop-pps={sets[2]}" : "";
        return $"m=video 0 RTP/AVP 96\na=rtpmap:96 H265/90000{parameters}\na=control:video";
    }

    /// <summary>RTP packets, each in the frame that carries it inside an RTSP connection (RFC 2326, 10.12).</summary>
    public IEnumerable<byte[]> Packets(bool withParameterSets)
    {
        ushort sequence = 0;
        uint time = 0;
        foreach (var unit in _units.Where(unit => withParameterSets || !IsParameterSet(unit)))
        {
            var isPicture = TypeOf(unit) < FirstParameterSet;
            var payloads = Payloads(unit).ToList();
            foreach (var payload in payloads)
            {
                yield return InterleavedRtp.Frame(payload, isPicture && payload == payloads[^1], sequence++, time);
            }

            time += isPicture ? TicksPerPicture : 0u;
        }
    }

    /// <summary>RFC 7798, 4.4.1 and 4.4.3: whole, or in fragments, each with the unit's header and type.</summary>
    private static IEnumerable<byte[]> Payloads(byte[] unit)
    {
        if (unit.Length <= MaximumPayload)
        {
            yield return unit;
            yield break;
        }

        for (var at = 2; at < unit.Length; at += MaximumPayload)
        {
            var length = Math.Min(MaximumPayload, unit.Length - at);
            var (start, end) = (at == 2 ? 0x80 : 0, at + length == unit.Length ? 0x40 : 0);
            yield return
            [
                (byte)((unit[0] & 0x81) | (FragmentationUnit << 1)), unit[1], (byte)(start | end | TypeOf(unit)), .. unit.AsSpan(at, length),
            ];
        }
    }

    private static bool IsParameterSet(byte[] unit) => TypeOf(unit) is >= FirstParameterSet and <= LastParameterSet;

    private static int TypeOf(byte[] unit) => unit[0] >> 1;
}
