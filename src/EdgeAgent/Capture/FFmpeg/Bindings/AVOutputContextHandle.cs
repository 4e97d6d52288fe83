using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Owns an AVFormatContext that writes, and the file that it writes to.</summary>
internal sealed class AVOutputContextHandle : SafeHandle
{
    public AVOutputContextHandle(nint context)
        : base(0, ownsHandle: true) => SetHandle(context);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        var context = new AVFormatContextView(handle);
        if (context.IO != 0)
        {
            _ = LibAvFormat.IOClose(context.IO);
        }

        LibAvFormat.FreeContext(handle);
        return true;
    }
}
