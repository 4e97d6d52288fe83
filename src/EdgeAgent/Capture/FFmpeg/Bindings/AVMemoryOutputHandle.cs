using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Owns an AVFormatContext whose output gathers in memory, and that memory.</summary>
internal sealed class AVMemoryOutputHandle : SafeHandle
{
    public AVMemoryOutputHandle(nint context)
        : base(0, ownsHandle: true) => SetHandle(context);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        var context = new AVFormatContextView(handle);
        if (context.IO != 0)
        {
            _ = LibAvFormat.IOCloseMemory(context.IO, out var bytes);
            LibAvUtil.Free(bytes);
            context.IO = 0;
        }

        LibAvFormat.FreeContext(handle);
        return true;
    }
}
