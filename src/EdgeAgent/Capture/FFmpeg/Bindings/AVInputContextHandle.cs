using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Owns an opened AVFormatContext, and what its interrupt callback points to: closing asks the callback too.</summary>
internal sealed class AVInputContextHandle : SafeHandle
{
    private GCHandle<Interrupt> _interrupt;

    public AVInputContextHandle(nint context, GCHandle<Interrupt> interrupt)
        : base(0, ownsHandle: true)
    {
        _interrupt = interrupt;
        SetHandle(context);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _interrupt.Target.AllowClosing();
        LibAvFormat.CloseInput(ref handle);
        _interrupt.Dispose();
        return true;
    }
}
