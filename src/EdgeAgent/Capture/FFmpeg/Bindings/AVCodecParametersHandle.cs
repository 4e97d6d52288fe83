using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Owns AVCodecParameters.</summary>
internal sealed class AVCodecParametersHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibAvCodec.ParametersFree(ref handle);
        return true;
    }
}
