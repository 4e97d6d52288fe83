namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVFrame that somebody else owns.</summary>
internal readonly unsafe struct AVFrameView(nint frame)
{
    public int Width
    {
        get => *(int*)(frame + FFmpegLibraries.Layout.FrameWidth);
        set => *(int*)(frame + FFmpegLibraries.Layout.FrameWidth) = value;
    }

    public int Height
    {
        get => *(int*)(frame + FFmpegLibraries.Layout.FrameHeight);
        set => *(int*)(frame + FFmpegLibraries.Layout.FrameHeight) = value;
    }

    public int Format
    {
        get => *(int*)(frame + FFmpegLibraries.Layout.FrameFormat);
        set => *(int*)(frame + FFmpegLibraries.Layout.FrameFormat) = value;
    }

    public long Pts
    {
        get => *(long*)(frame + FFmpegLibraries.Layout.FramePts);
        set => *(long*)(frame + FFmpegLibraries.Layout.FramePts) = value;
    }

    public int Flags => *(int*)(frame + FFmpegLibraries.Layout.FrameFlags);

    public int ColorRange => *(int*)(frame + FFmpegLibraries.Layout.FrameColorRange);

    public int ColorSpace => *(int*)(frame + FFmpegLibraries.Layout.FrameColorSpace);

    public int DecodeErrorFlags => *(int*)(frame + FFmpegLibraries.Layout.FrameDecodeErrorFlags);

    /// <summary>One row of a plane; the line size may be negative, for pictures stored from the bottom up.</summary>
    public ReadOnlySpan<byte> Row(int plane, int row, int length) => WritableRow(plane, row, length);

    /// <summary>For a frame that nobody else reads.</summary>
    public Span<byte> WritableRow(int plane, int row, int length)
    {
        var data = ((byte**)(frame + FFmpegLibraries.Layout.FrameData))[plane];
        var lineSize = ((int*)(frame + FFmpegLibraries.Layout.FrameLineSize))[plane];
        return new Span<byte>(data + ((nint)row * lineSize), length);
    }
}
