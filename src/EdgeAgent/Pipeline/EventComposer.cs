using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Pipeline;

/// <summary>Turns the signals of one camera's rules into events: gives them identity, wall-clock time and their clip.</summary>
/// <param name="camera">Whose rules they are.</param>
/// <param name="clock">The one mapping to UTC.</param>
/// <param name="requestClip">Asks for the clip of an event that starts, and says which one will show it; null where none will.</param>
internal sealed class EventComposer(CameraId camera, IMediaClock clock, Func<Guid, MediaTime, Guid?> requestClip)
{
    private readonly Dictionary<long, Open> _open = [];

    public EdgeEvent Compose(RuleSignal signal, ModelManifest model)
    {
        var utc = clock.ToUtc(signal.Time);
        if (!_open.TryGetValue(signal.Occurrence, out var open))
        {
            var eventId = Guid.CreateVersion7(utc.Value);
            open = new Open(eventId, requestClip(eventId, signal.Time));
            _open.Add(signal.Occurrence, open);
        }

        if (signal.Phase == EventPhase.End)
        {
            _open.Remove(signal.Occurrence);
        }

        return new EdgeEvent
        {
            Id = Guid.CreateVersion7(utc.Value),
            EventId = open.EventId,
            Type = signal.Type,
            Phase = signal.Phase,
            Severity = signal.Severity,
            Camera = camera,
            Time = signal.Time,
            Utc = utc,
            BootId = clock.BootId,
            Duration = signal.Time - signal.StartTime,
            Rule = signal.Rule,
            Zone = signal.Zone,
            Line = signal.Line,
            Tracks = signal.Tracks,
            ObjectClass = signal.ClassId is { } classId ? model.Labels[classId] : null,
            Score = signal.Best?.Score,
            BestBox = signal.Best?.Box,
            BestBoxTime = signal.Best?.Time,
            BestBoxUtc = signal.Best is { } best ? clock.ToUtc(best.Time) : null,
            Detail = signal.LastIntact is { } intact ? (signal.Detail ?? new EventDetail()) with { LastIntact = clock.ToUtc(intact) } : signal.Detail,
            Reason = signal.Reason,
            ClipId = open.ClipId,
            Model = model.ToString(),
        };
    }

    private readonly record struct Open(Guid EventId, Guid? ClipId);
}
