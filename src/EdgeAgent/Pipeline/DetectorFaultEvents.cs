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
            _start = EdgeEvent.Began(camera, EventTypes.DeviceFault, clock.Now, clock) with { Code = problem.Code };
            pump.Post(_start);
        }
    }

    public void Ended()
    {
        if (_start is { } start)
        {
            _start = null;
            state.DetectorIs(null);
            pump.Post(start.Ended(clock.Now, "recovered", clock));
        }
    }
}
