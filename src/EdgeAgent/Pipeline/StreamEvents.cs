using EdgeAgent.Capture.Health;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

/// <summary>Makes a stream that stays away one <c>camera-lost</c>, with an end when it returns, and its return a <c>camera-back</c>.</summary>
internal sealed class StreamEvents(CameraId camera, string stream, StreamHealth health, EventPump pump, IMediaClock clock, TimeProvider time)
{
    /// <summary>What is back before that was a hiccup.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(20);

    private EdgeEvent? _lost;

    public Task RunAsync(CancellationToken cancellationToken) => new EverySecond(time, Look).RunAsync(cancellationToken);

    /// <summary>Ends what is open. Only while <see cref="RunAsync"/> does not run.</summary>
    public void Finish(string reason) => End(reason);

    private void Look()
    {
        var status = health.Status;
        if (status.LostAt is not { } lostAt)
        {
            if (End("recovered"))
            {
                PostReturn();
            }
        }
        else if (_lost is null && clock.Now - lostAt >= LostAfter)
        {
            _lost = EdgeEvent.Began(camera, EventTypes.CameraLost, lostAt, clock) with { Stream = stream, Code = status.Fault?.Code };
            pump.Post(_lost);
        }
    }

    private bool End(string reason)
    {
        if (_lost is not { } lost)
        {
            return false;
        }

        _lost = null;
        pump.Post(lost.Ended(clock.Now, reason, clock));
        return true;
    }

    /// <summary>A moment, so its start and end are one; how long the camera was away is with the end of its loss.</summary>
    private void PostReturn()
    {
        var start = EdgeEvent.Began(camera, EventTypes.CameraBack, clock.Now, clock) with { Stream = stream };
        pump.Post(start);
        pump.Post(start.Ended(start.Time, "recovered", clock));
    }
}
