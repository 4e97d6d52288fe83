using System.Buffers.Binary;
using System.Text;

namespace EdgeAgent.Parts;

/// <summary>RTSP over TCP cut into its messages: responses, and the frames of RTP between them (RFC 2326, 10.12).</summary>
internal sealed class InterleavedMessages
{
    private byte[] _bytes = [];

    public static bool IsFrame(byte[] message) => message[0] == (byte)'$';

    /// <summary>Takes bytes as they come, and gives whole messages.</summary>
    public IEnumerable<byte[]> Feed(ReadOnlyMemory<byte> data)
    {
        _bytes = [.. _bytes, .. data.Span];
        List<byte[]> messages = [];
        while (SizeOfFirst() is var size and > 0 && size <= _bytes.Length)
        {
            messages.Add(_bytes[..size]);
            _bytes = _bytes[size..];
        }

        return messages;
    }

    private int SizeOfFirst()
    {
        if (_bytes.Length < 4)
        {
            return 0;
        }

        if (IsFrame(_bytes))
        {
            return 4 + BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(2));
        }

        var end = _bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        var length = Encoding.ASCII.GetString(_bytes, 0, end).Split("\r\n")
            .FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return end + 4 + int.Parse(length?.Split(':')[1] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
