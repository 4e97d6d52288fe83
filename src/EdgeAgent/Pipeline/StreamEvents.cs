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
            _lost = Compose(EventTypes.CameraLost, EventPhase.Start, lostAt) with { Code = status.Fault?.Code };
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
        var end = Compose(EventTypes.CameraLost, EventPhase.End, clock.Now) with { EventId = lost.EventId, Code = lost.Code, Reason = reason };
        end = end with { Duration = end.Time - lost.Time };
        pump.Post(end);
        return true;
    }

    /// <summary>A moment, so its start and end are one; how long the camera was away is with the end of its loss.</summary>
    private void PostReturn()
    {
        var start = Compose(EventTypes.CameraBack, EventPhase.Start, clock.Now);
        pump.Post(start);
        pump.Post(start with { Id = NewId(start.Utc), Phase = EventPhase.End, Reason = "recovered" });
    }

    private EdgeEvent Compose(string type, EventPhase phase, MediaTime at)
    {
        var utc = clock.ToUtc(at);
        return new EdgeEvent
        {
            Id = NewId(utc),
            EventId = NewId(utc),
            Type = type,
            Phase = phase,
            Severity = Severity.Warning,
            Camera = camera,
            Stream = stream,
            Time = at,
            Utc = utc,
            BootId = clock.BootId,
        };
    }

    private static Guid NewId(UtcTime utc) => Guid.CreateVersion7(utc.Value);
}
