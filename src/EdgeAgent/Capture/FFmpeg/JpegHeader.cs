using System.Buffers.Binary;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>What the markers before the data of a JPEG picture say (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    /// <summary>Pixels; null where there is no frame header.</summary>
    public static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> picture)
    {
        // Start of image, then segments: marker, length of two bytes that counts itself.
        for (var at = 2; at + 9 <= picture.Length && picture[at] == 0xFF;)
        {
            var marker = picture[at + 1];

            // SOF0 to SOF15, without DHT, JPG and DAC.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
        }

        return null;
    }
}
