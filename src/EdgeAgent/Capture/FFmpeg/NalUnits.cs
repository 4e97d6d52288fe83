namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Finds the NAL units of a packet or header, each with what stands before it, in either of the two ways to tell them apart: start codes
/// (ITU-T H.265, annex B) or lengths (ISO/IEC 14496-15).
/// </summary>
/// <param name="data">Units, one after the other.</param>
/// <param name="lengthSize">Bytes of a length; 0 for start codes.</param>
internal ref struct NalUnits(ReadOnlySpan<byte> data, int lengthSize)
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    private readonly ReadOnlySpan<byte> _data = data;
    private int _next;

    /// <summary>Start code or length, unit, and zeros after it.</summary>
    public Range Extent { get; private set; }

    /// <summary>The unit itself, from its header on.</summary>
    public ReadOnlySpan<byte> Unit { get; private set; }

    /// <summary>False at the end, or where the data makes no sense.</summary>
    public bool MoveNext() => lengthSize == 0 ? MoveByStartCode() : MoveByLength();

    private bool MoveByStartCode()
    {
        var start = _data[_next..].IndexOf(StartCode);
        if (start < 0)
        {
            return false;
        }

        var begin = _next + start + StartCode.Length;
        var length = _data[begin..].IndexOf(StartCode);
        var end = length < 0 ? _data.Length : begin + length;
        Unit = _data[begin..end].TrimEnd((byte)0);
        Extent = _next..end;
        _next = end;
        return true;
    }

    private bool MoveByLength()
    {
        var rest = _data[_next..];
        if (rest.Length <= lengthSize)
        {
            return false;
        }

        var length = 0L;
        foreach (var part in rest[..lengthSize])
        {
            length = (length << 8) | part;
        }

        if (length > rest.Length - lengthSize)
        {
            return false;
        }

        Unit = rest.Slice(lengthSize, (int)length);
        Extent = _next..(_next + lengthSize + (int)length);
        _next = Extent.End.Value;
        return true;
    }
}
