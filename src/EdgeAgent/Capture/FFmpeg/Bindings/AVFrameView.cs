using EdgeAgent.Imaging;

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

    /// <summary>A plane of the picture, which lives as long as the reference to it; its size is the caller's knowledge of the format.</summary>
    public Plane Plane(int index, int width, int height) => new(Data(index), LineSize(index), width, height);

    /// <summary>One row of a plane, for a frame that nobody else reads.</summary>
    public Span<byte> WritableRow(int plane, int row, int length) => new(Data(plane) + ((nint)row * LineSize(plane)), length);

    private byte* Data(int plane) => ((byte**)(frame + FFmpegLibraries.Layout.FrameData))[plane];

    private int LineSize(int plane) => ((int*)(frame + FFmpegLibraries.Layout.FrameLineSize))[plane];
}
