namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of an AVCodecContext that somebody else owns.</summary>
internal readonly unsafe struct AVCodecContextView(nint context)
{
    /// <summary>Gives it a reference to a hardware device, which is freed with the context.</summary>
    public void SetHardwareDevice(nint reference) => *(nint*)(context + FFmpegLibraries.Layout.CodecContextHardwareDevice) = reference;
}
