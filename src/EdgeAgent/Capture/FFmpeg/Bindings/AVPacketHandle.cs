using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Owns an AVPacket and its reference to the shared data.</summary>
internal sealed class AVPacketHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibAvCodec.PacketFree(ref handle);
        return true;
    }
}
