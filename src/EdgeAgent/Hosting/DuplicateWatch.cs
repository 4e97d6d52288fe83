using EdgeAgent.Domain;

namespace EdgeAgent.Hosting;

/// <summary>
/// Makes a second device under this pole's name one <c>device-fault</c> with a start and an end: who looks at no health must hear of it too.
/// </summary>
/// <param name="camera">It concerns the whole pole; events are a camera's, so that it is said of the first one.</param>
/// <param name="duplicate">What the uplink says of it at present.</param>
/// <param name="events">Take it.</param>
/// <param name="clock">Of the events.</param>
/// <param name="time">For the looks.</param>
internal sealed class DuplicateWatch(CameraId camera, Func<Problem?> duplicate, IEventSink events, IMediaClock clock, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Looks until cancelled. An event that is open then is ended by the next start.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        EdgeEvent? start = null;
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (start is null && duplicate() is { } problem)
            {
                start = EdgeEvent.Began(camera, EventTypes.DeviceFault, clock.Now, clock) with { Code = problem.Code };
                await events.RaiseAsync(start, cancellationToken);
            }
            else if (start is not null && duplicate() is null)
            {
                await events.RaiseAsync(start.Ended(clock.Now, "recovered", clock), cancellationToken);
                start = null;
            }
        }
    }
}
