namespace EdgeAgent.Imaging;

/// <summary>A view of one plane of 8-bit samples, valid as long as the frame that owns them. Rows may be padded, or stored from the bottom up.</summary>
/// <param name="first">The upper left sample.</param>
/// <param name="stride">Bytes from one row to the next; negative where the last row comes first in memory.</param>
/// <param name="width">Samples in a row.</param>
/// <param name="height">Rows.</param>
internal readonly unsafe struct Plane(byte* first, int stride, int width, int height)
{
    public int Width => width;

    public int Height => height;

    public int Stride => stride;

    public byte* First => first;

    public ReadOnlySpan<byte> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)height, nameof(row));
        return new ReadOnlySpan<byte>(first + ((nint)row * stride), width);
    }
}
