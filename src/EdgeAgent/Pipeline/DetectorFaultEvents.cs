using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

/// <summary>Makes a failing detector one <c>device-fault</c> with a start and an end, however often it is tried again in between.</summary>
internal sealed class DetectorFaultEvents(CameraId camera, CameraState state, EventPump pump, IMediaClock clock)
{
    private EdgeEvent? _start;

    public void Began(Problem problem)
    {
        state.DetectorIs(problem);
        if (_start is null)
        {
            _start = Compose(Guid.CreateVersion7(clock.ToUtc(clock.Now).Value), EventPhase.Start, problem.Code);
            pump.Post(_start);
        }
    }

    public void Ended()
    {
        if (_start is { } start)
        {
            _start = null;
            state.DetectorIs(null);
            pump.Post(Compose(start.EventId, EventPhase.End, start.Code!) with { Duration = clock.Now - start.Time, Reason = "recovered" });
        }
    }

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
