using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Pipeline;

/// <summary>Somebody who wants the next picture of a camera. Several who ask meanwhile get the same one.</summary>
internal sealed class SnapshotRequest
{
    private TaskCompletionSource<(byte[]? Jpeg, MediaTime Time)>? _waiting;

    /// <summary>A JPEG of the next frame that is looked at, at most 60 KB, and its time; null where it cannot be made so small.</summary>
    public Task<(byte[]? Jpeg, MediaTime Time)> NextAsync(CancellationToken cancellationToken)
    {
        var fresh = new TaskCompletionSource<(byte[]?, MediaTime)>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _waiting, fresh, null) ?? fresh).Task.WaitAsync(cancellationToken);
    }

    /// <summary>Costs nothing while nobody asks.</summary>
    public void Serve(Frame frame)
    {
        if (Volatile.Read(ref _waiting) is not null && Interlocked.Exchange(ref _waiting, null) is { } waiting)
        {
            waiting.SetResult((EventStill.Encode(frame, box: null), frame.Time));
        }
    }
}
