using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Retention;

/// <summary>
/// Makes recordings that do not reach back far enough one <c>device-fault</c> with a start and an end. It never waits for the outbox: a full
/// disk may be what retention is about to mend.
/// </summary>
internal sealed class RecordingShortage(CameraId camera, IEventSink events, IMediaClock clock)
{
    private EdgeEvent? _start;
    private Task _raising = Task.CompletedTask;

    public void Is(Problem? problem)
    {
        if (!_raising.IsCompleted || (problem is null) == (_start is null))
        {
            return;
        }

        if (problem is not null)
        {
            _start = Compose(Guid.CreateVersion7(clock.ToUtc(clock.Now).Value), EventPhase.Start, problem.Code);
            Raise(_start);
        }
        else
        {
            var start = _start!;
            _start = null;
            Raise(Compose(start.EventId, EventPhase.End, start.Code!) with { Duration = clock.Now - start.Time, Reason = "recovered" });
        }
    }

    private void Raise(EdgeEvent edgeEvent) => _raising = events.RaiseAsync(edgeEvent, CancellationToken.None).AsTask();

    private EdgeEvent Compose(Guid eventId, EventPhase phase, string code)
    {
        var now = clock.Now;
        var utc = clock.ToUtc(now);
        return new EdgeEvent
        {
            Id = Guid.CreateVersion7(utc.Value),
            EventId = eventId,
            Type = EventTypes.DeviceFault,
            Phase = phase,
            Severity = Severity.Warning,
            Camera = camera,
            Time = now,
            Utc = utc,
            BootId = clock.BootId,
            Code = code,
        };
    }
}
