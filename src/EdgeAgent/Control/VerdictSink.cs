using EdgeAgent.Domain;

namespace EdgeAgent.Control;

/// <summary>
/// Stands before the outbox and knows what persons have said of events: what follows of a confirmed event goes where the verdict sends it, and
/// a rejected one is silent but for its end, as is the same track for the same rule or order from then on. Tracks are numbered anew at each start of
/// the agent and of a camera: only what was raised since then tells which track is meant. Safe for all threads.
/// </summary>
internal sealed class VerdictSink(IEventSink sink) : IEventSink
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Verdict> _verdicts = [];
    private readonly Queue<Guid> _order = new();
    private readonly Dictionary<Guid, Key[]> _raised = [];
    private readonly Queue<Guid> _raisedOrder = new();
    private readonly HashSet<Key> _silenced = [];
    private readonly HashSet<Guid> _swallowed = [];

    /// <summary>Events that a rejected track would have raised again.</summary>
    public long Silenced { get; private set; }

    public ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsSilent_NeedsLock(edgeEvent))
            {
                return ValueTask.CompletedTask;
            }

            if (_verdicts.TryGetValue(edgeEvent.EventId, out var verdict))
            {
                edgeEvent = edgeEvent with { Detail = (edgeEvent.Detail ?? new EventDetail()) with { Verdict = verdict } };
            }
        }

        return sink.RaiseAsync(edgeEvent, cancellationToken);
    }

    /// <summary>Says it of an event, and tells the center that it was taken.</summary>
    /// <param name="update">Of the event, whose detail says the verdict.</param>
    public ValueTask JudgeAsync(EdgeEvent update, CancellationToken cancellationToken)
    {
        var verdict = update.Detail!.Verdict!.Value;
        lock (_lock)
        {
            if (!_verdicts.ContainsKey(update.EventId))
            {
                _order.Enqueue(update.EventId);
            }

            _verdicts[update.EventId] = verdict;
            foreach (var key in _raised.GetValueOrDefault(update.EventId) ?? [])
            {
                if (verdict != Verdict.Rejected)
                {
                    _silenced.Remove(key);
                }
                else if (_silenced.Count < Most)
                {
                    _silenced.Add(key);
                }
            }

            if (_order.Count > Most)
            {
                _verdicts.Remove(_order.Dequeue());
            }
        }

        return sink.RaiseAsync(update, cancellationToken);
    }

    /// <summary>A camera begins anew, and numbers its tracks from 1.</summary>
    public void Forget(CameraId camera)
    {
        lock (_lock)
        {
            _silenced.RemoveWhere(key => key.Camera == camera);
            foreach (var (raised, keys) in _raised)
            {
                _raised[raised] = [.. keys.Where(key => key.Camera != camera)];
            }
        }
    }

    private bool IsSilent_NeedsLock(EdgeEvent edgeEvent)
    {
        if (_swallowed.Contains(edgeEvent.EventId))
        {
            if (edgeEvent.Phase == EventPhase.End)
            {
                _swallowed.Remove(edgeEvent.EventId);
            }

            return true;
        }

        if (edgeEvent.Phase == EventPhase.Start)
        {
            Key[] keys = [.. KeysOf(edgeEvent)];
            if (keys.Any(_silenced.Contains))
            {
                _swallowed.Add(edgeEvent.EventId);
                Silenced++;
                return true;
            }

            Remember_NeedsLock(edgeEvent.EventId, keys);
        }

        // An event that was told of must be ended too.
        return edgeEvent.Phase == EventPhase.Update && _verdicts.GetValueOrDefault(edgeEvent.EventId) == Verdict.Rejected;
    }

    private void Remember_NeedsLock(Guid eventId, Key[] keys)
    {
        if (_raised.TryAdd(eventId, keys))
        {
            _raisedOrder.Enqueue(eventId);
        }

        if (_raisedOrder.Count > Most)
        {
            _raised.Remove(_raisedOrder.Dequeue());
        }
    }

    private static IEnumerable<Key> KeysOf(EdgeEvent edgeEvent) =>
        (edgeEvent.Rule ?? edgeEvent.Detail?.Order?.Id) is { } asked
            ? edgeEvent.Tracks.Select(track => new Key(edgeEvent.Camera, asked, track))
            : [];

    private readonly record struct Key(CameraId Camera, string Asked, int Track);
}
