namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVFrame that somebody else owns.</summary>
internal readonly unsafe struct AVFrameView(nint frame)
{
    public int Width => *(int*)(frame + FFmpegLibraries.Layout.FrameWidth);

    public int Height => *(int*)(frame + FFmpegLibraries.Layout.FrameHeight);

    public int Format => *(int*)(frame + FFmpegLibraries.Layout.FrameFormat);

    public long Pts => *(long*)(frame + FFmpegLibraries.Layout.FramePts);

    public int Flags => *(int*)(frame + FFmpegLibraries.Layout.FrameFlags);

    public int ColorRange => *(int*)(frame + FFmpegLibraries.Layout.FrameColorRange);

    public int ColorSpace => *(int*)(frame + FFmpegLibraries.Layout.FrameColorSpace);

    public int DecodeErrorFlags => *(int*)(frame + FFmpegLibraries.Layout.FrameDecodeErrorFlags);

    /// <summary>One row of a plane; the line size may be negative, for pictures stored from the bottom up.</summary>
    public ReadOnlySpan<byte> Row(int plane, int row, int length)
    {
        var data = ((byte**)(frame + FFmpegLibraries.Layout.FrameData))[plane];
        var lineSize = ((int*)(frame + FFmpegLibraries.Layout.FrameLineSize))[plane];
        return new ReadOnlySpan<byte>(data + ((nint)row * lineSize), length);
    }
}
