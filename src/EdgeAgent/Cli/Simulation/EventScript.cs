using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Simulation;

/// <summary>Made events: several at a time, each from its start over some updates to its end; one in eight becomes more severe on the way.</summary>
internal sealed class EventScript(IMediaClock clock, int seed)
{
    private const int AtATime = 6;

    private static readonly string[] Types = [EventTypes.Intrusion, EventTypes.Loitering, EventTypes.PersonDown, EventTypes.AbandonedObject];

    private readonly Random _random = new(seed);
    private readonly List<EdgeEvent> _open = [];
    private readonly Lock _telling = new();

    /// <param name="sink">Where they are raised.</param>
    /// <param name="rate">Records a second.</param>
    /// <param name="events">Events after which no other begins.</param>
    /// <param name="atOnce">Records that may wait for the disk together.</param>
    /// <param name="raised">Told of each record once it is safe, one at a time.</param>
    /// <param name="time">For the pace.</param>
    /// <param name="cancellationToken">Ends it in the midst of them.</param>
    public async Task RunAsync(
        IEventSink sink, double rate, long events, int atOnce, Action<EdgeEvent> raised, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var waiting = new List<Task>();
        for (var (record, begun) = (0L, 0L); begun < events || _open.Count > 0; record++)
        {
            var due = TimeSpan.FromSeconds(record / rate) - time.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, time, cancellationToken);
            }

            var next = begun < events && (_open.Count == 0 || (_open.Count < AtATime && _random.Next(3) == 0)) ? Begin() : GoOn();
            begun += next.Phase == EventPhase.Start ? 1 : 0;
            waiting.Add(RaiseAsync(next));
            while (waiting.Count >= atOnce)
            {
                var safe = await Task.WhenAny(waiting);
                waiting.Remove(safe);
                await safe;
            }
        }

        await Task.WhenAll(waiting);

        async Task RaiseAsync(EdgeEvent next)
        {
            await sink.RaiseAsync(next, cancellationToken);
            lock (_telling)
            {
                raised(next);
            }
        }
    }

    private EdgeEvent Begin()
    {
        var severity = (Severity)_random.Next(4);
        var start = EdgeEvent.Began(new CameraId($"cam-{_random.Next(1, 4)}"), Types[_random.Next(Types.Length)], clock.Now, clock) with
        {
            Severity = severity,
            Score = (float)_random.NextDouble(),
            BestBox = new BoundingBox(0.2f, 0.3f, 0.1f, 0.3f),
            ObjectClass = "person",
            Tracks = [_random.Next(1, 1000)],
        };
        _open.Add(start);
        return start;
    }

    private EdgeEvent GoOn()
    {
        var index = _random.Next(_open.Count);
        var start = _open[index];
        if (_random.Next(4) == 0)
        {
            _open.RemoveAt(index);
            return start.Ended(clock.Now, "left-zone", clock);
        }

        if (_random.Next(8) == 0)
        {
            _open[index] = start = start with { Severity = Severity.Critical };
        }

        return start.Ended(clock.Now, "", clock) with { Phase = EventPhase.Update, Reason = null };
    }
}
