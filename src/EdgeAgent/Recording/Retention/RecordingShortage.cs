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
            _start = EdgeEvent.Began(camera, EventTypes.DeviceFault, clock.Now, clock) with { Code = problem.Code };
            Raise(_start);
        }
        else
        {
            var start = _start!;
            _start = null;
            Raise(start.Ended(clock.Now, "recovered", clock));
        }
    }

    private void Raise(EdgeEvent edgeEvent) => _raising = events.RaiseAsync(edgeEvent, CancellationToken.None).AsTask();
}
