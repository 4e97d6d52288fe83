using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>What libavformat asks, about every 100 ms of waiting, whether it should give up: at a deadline, or when cancelled.</summary>
internal sealed class Interrupt(CancellationToken cancellationToken)
{
    // A polite goodbye to the server must not hold anybody up.
    private static readonly TimeSpan ClosingTime = TimeSpan.FromMilliseconds(300);

    private CancellationToken _cancellationToken = cancellationToken;
    private long _deadline = long.MaxValue;

    /// <summary>The deadline has passed; cancelling does not count.</summary>
    public bool IsOverdue => Stopwatch.GetTimestamp() > Volatile.Read(ref _deadline);

    public static unsafe nint Callback => (nint)(delegate* unmanaged[Cdecl]<nint, int>)&OnAsked;

    public void SetDeadline(TimeSpan fromNow) =>
        Volatile.Write(ref _deadline, Stopwatch.GetTimestamp() + (long)(fromNow.TotalSeconds * Stopwatch.Frequency));

    public void AllowClosing()
    {
        _cancellationToken = CancellationToken.None;
        SetDeadline(ClosingTime);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnAsked(nint opaque)
    {
        var interrupt = GCHandle<Interrupt>.FromIntPtr(opaque).Target;
        return interrupt._cancellationToken.IsCancellationRequested || interrupt.IsOverdue ? 1 : 0;
    }
}
