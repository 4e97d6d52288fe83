using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Owns an AVFrame and its references to the picture.</summary>
internal sealed class AVFrameHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibAvUtil.FrameFree(ref handle);
        return true;
    }
}
