namespace EdgeAgent.Diagnostics;

/// <summary>Does something every second, and never twice at once. What it throws ends it, and not the process, as it would on a bare timer.</summary>
internal sealed class EverySecond(TimeProvider time, Action action)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isAtWork;

    /// <summary>Runs until it is cancelled; the last turn is over when it returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Not a PeriodicTimer: each of its ticks allocates. Disposing waits for a turn that is under way.
        await using var timer = time.CreateTimer(static self => ((EverySecond)self!).Turn(), this, Interval, Interval);
        await _failed.Task.WaitAsync(cancellationToken);
    }

    private void Turn()
    {
        if (Interlocked.Exchange(ref _isAtWork, 1) == 1)
        {
            return;
        }

        try
        {
            action();
        }
        catch (Exception fault)
        {
            _failed.TrySetException(fault);
        }
        finally
        {
            Volatile.Write(ref _isAtWork, 0);
        }
    }
}
