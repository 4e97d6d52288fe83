namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVFormatContext that somebody else owns.</summary>
internal readonly unsafe struct AVFormatContextView(nint context)
{
    public int StreamCount => *(int*)(context + FFmpegLibraries.Layout.FormatContextStreamCount);

    /// <summary>The AVIOContext; zero where none is open.</summary>
    public nint IO
    {
        get => *(nint*)(context + FFmpegLibraries.Layout.FormatContextPb);
        set => *(nint*)(context + FFmpegLibraries.Layout.FormatContextPb) = value;
    }

    /// <summary>The error that its file has met so far, 0 for none; writing itself is buffered and does not say.</summary>
    public int IOError => *(int*)(IO + FFmpegLibraries.Layout.IOContextError);

    public AVStreamView Stream(int index) => new((*(nint**)(context + FFmpegLibraries.Layout.FormatContextStreams))[index]);

    public void SetInterrupt(nint callback, nint opaque)
    {
        var field = (nint*)(context + FFmpegLibraries.Layout.FormatContextInterruptCallback);
        field[0] = callback;
        field[1] = opaque;
    }
}
