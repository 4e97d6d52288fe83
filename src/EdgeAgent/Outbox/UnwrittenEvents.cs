using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>
/// Critical events that the disk does not take: they are told at once all the same, each once, and before them a <c>device-fault</c> that says
/// why. They go on waiting for the disk meanwhile. Safe for several threads.
/// </summary>
internal sealed class UnwrittenEvents(IMediaClock clock)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _told = [];
    private List<EdgeEvent> _waiting = [];
    private EdgeEvent? _fault;

    /// <summary>The first that nobody was told of; null for none.</summary>
    public EdgeEvent? Next
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count == 0 ? null
                    : _fault is { } fault && !_told.Contains(fault.Id) ? fault
                    : _waiting.Find(waiting => !_told.Contains(waiting.Id));
            }
        }
    }

    public void Told(Guid id)
    {
        lock (_lock)
        {
            _told.Add(id);
        }
    }

    /// <summary>The disk has refused these.</summary>
    public void Refused(IEnumerable<EdgeEvent> critical, Problem problem)
    {
        lock (_lock)
        {
            _waiting = [.. critical];
            if (_waiting.Count > 0)
            {
                _fault ??= EdgeEvent.Began(_waiting[0].Camera, EventTypes.DeviceFault, clock.Now, clock) with { Code = problem.Code };
            }

            _told.RemoveWhere(id => id != _fault?.Id && !_waiting.Exists(waiting => waiting.Id == id));
        }
    }

    /// <summary>The disk takes everything again.</summary>
    /// <returns>The fault from its start to its end, where anybody could be told of it: both belong in the log.</returns>
    public IReadOnlyList<EdgeEvent> Recovered()
    {
        lock (_lock)
        {
            var fault = _fault;
            (_waiting, _fault) = ([], null);
            _told.Clear();
            return fault is null ? [] : [fault, fault.Ended(clock.Now, "recovered", clock)];
        }
    }
}
