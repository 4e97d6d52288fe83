using System.Threading.Channels;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>What recorders and retention tell each other: that room is needed, and that there is none. Thread-safe.</summary>
internal sealed class RecordingSpace
{
    private readonly Channel<bool> _demand = Channel.CreateBounded<bool>(1);
    private Problem? _refusal;

    /// <summary>Why nothing may be written at present: the disk is as full as it may be, and all that is left must be kept.</summary>
    public Problem? Refusal => Volatile.Read(ref _refusal);

    public void Refuse(Problem? reason) => Volatile.Write(ref _refusal, reason);

    /// <summary>A recorder met a full disk.</summary>
    public void Demand() => _demand.Writer.TryWrite(true);

    /// <summary>True at a demand, false when the time has passed.</summary>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var passed = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(passed.Token, cancellationToken);
        try
        {
            return await _demand.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody asked.
            return false;
        }
    }
}
