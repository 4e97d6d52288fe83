using System.Buffers.Binary;

namespace EdgeAgent.Parts;

/// <summary>An RTP packet of payload type 96 within an RTSP connection (RFC 2326, 10.12; RFC 3550, 5.1).</summary>
internal static class InterleavedRtp
{
    public static byte[] Frame(byte[] payload, bool marker, ushort sequence, uint time)
    {
        var frame = new byte[4 + 12 + payload.Length];
        frame[0] = (byte)'$';
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)(12 + payload.Length));
        frame[4] = 0x80;
        frame[5] = (byte)(96 | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), time);
        payload.CopyTo(frame.AsSpan(16));
        return frame;
    }
}
