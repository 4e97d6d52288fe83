namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVStream, which its format context owns.</summary>
internal readonly unsafe struct AVStreamView(nint stream)
{
    public AVRational TimeBase
    {
        get => *(AVRational*)(stream + FFmpegLibraries.Layout.StreamTimeBase);
        set => *(AVRational*)(stream + FFmpegLibraries.Layout.StreamTimeBase) = value;
    }

    public long StartTime => *(long*)(stream + FFmpegLibraries.Layout.StreamStartTime);

    public AVRational AverageFrameRate => *(AVRational*)(stream + FFmpegLibraries.Layout.StreamAverageFrameRate);

    public AVRational RealFrameRate => *(AVRational*)(stream + FFmpegLibraries.Layout.StreamRealFrameRate);

    public nint CodecParameters => *(nint*)(stream + FFmpegLibraries.Layout.StreamCodecParameters);

    /// <summary>Moving pictures: not the cover of a song.</summary>
    public bool IsVideo =>
        new AVCodecParametersView(CodecParameters).MediaType == AVConstants.MediaTypeVideo
        && (*(int*)(stream + FFmpegLibraries.Layout.StreamDisposition) & AVConstants.DispositionAttachedPicture) == 0;

    public void DiscardAll() => *(int*)(stream + FFmpegLibraries.Layout.StreamDiscard) = AVConstants.DiscardAll;
}
