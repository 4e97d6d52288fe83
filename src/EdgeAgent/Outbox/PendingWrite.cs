using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>One change that waits for the writer. It may be applied more than once, each time in a transaction that was rolled back.</summary>
/// <param name="Durable">Whether it must have reached the medium when it completes.</param>
/// <param name="Apply">The change.</param>
/// <param name="Committed">What follows once it is on disk, such as deleting files.</param>
internal sealed record PendingWrite(bool Durable, Action<OutboxTransaction> Apply, Action? Committed = null)
{
    /// <summary>The event that it appends, if it does.</summary>
    public EdgeEvent? Event { get; init; }

    /// <summary>It does not wait behind others where little room is left.</summary>
    public bool IsUrgent => Event is { Severity: Severity.Critical };

    public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
