using EdgeAgent.Imaging;

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

    /// <summary>A plane of the picture, which lives as long as the reference to it; its size is the caller's knowledge of the format.</summary>
    public Plane Plane(int index, int width, int height)
    {
        var data = ((byte**)(frame + FFmpegLibraries.Layout.FrameData))[index];
        var lineSize = ((int*)(frame + FFmpegLibraries.Layout.FrameLineSize))[index];
        return new Plane(data, lineSize, width, height);
    }
}
