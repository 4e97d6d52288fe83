namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVPacket that somebody else owns.</summary>
internal readonly unsafe struct AVPacketView(nint packet)
{
    public long Pts
    {
        get => *(long*)(packet + FFmpegLibraries.Layout.PacketPts);
        set => *(long*)(packet + FFmpegLibraries.Layout.PacketPts) = value;
    }

    public long Dts
    {
        get => *(long*)(packet + FFmpegLibraries.Layout.PacketDts);
        set => *(long*)(packet + FFmpegLibraries.Layout.PacketDts) = value;
    }

    public long Duration
    {
        get => *(long*)(packet + FFmpegLibraries.Layout.PacketDuration);
        set => *(long*)(packet + FFmpegLibraries.Layout.PacketDuration) = value;
    }

    public int StreamIndex
    {
        get => *(int*)(packet + FFmpegLibraries.Layout.PacketStreamIndex);
        set => *(int*)(packet + FFmpegLibraries.Layout.PacketStreamIndex) = value;
    }

    public int Flags
    {
        get => *(int*)(packet + FFmpegLibraries.Layout.PacketFlags);
        set => *(int*)(packet + FFmpegLibraries.Layout.PacketFlags) = value;
    }

    public int Size => *(int*)(packet + FFmpegLibraries.Layout.PacketSize);

    public ReadOnlySpan<byte> Data => WritableData;

    /// <summary>Only for a packet that shares its data with no other.</summary>
    public Span<byte> WritableData => new(*(byte**)(packet + FFmpegLibraries.Layout.PacketData), Size);

    public void ClearPosition() => *(long*)(packet + FFmpegLibraries.Layout.PacketPosition) = -1;
}
