using EdgeAgent.Domain;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>verdict</c>: what a person says of an event. It goes out as an update of it, whether the event is open or over.</summary>
internal sealed class VerdictVerb(VerdictSink verdicts, Func<Guid, EdgeEvent?> find, IMediaClock clock) : IVerb
{
    public string Name => "verdict";

    public bool ConcernsPersons => true;

    public async Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var eventId = read.Need("eventId", read.Id("eventId"));
        var verdict = read.Need("verdict", read.Word<Verdict>("verdict"));
        read.Done();
        if (find(eventId) is not { } last)
        {
            throw new ControlException(new Problem(
                "verdict/event-unknown", $"event {eventId} is not in the pole's log, or not any more", "give the event's id as in its messages", "params.eventId"));
        }

        var now = clock.Now;
        var utc = clock.ToUtc(now);
        await verdicts.JudgeAsync(
            last with
            {
                Id = Guid.CreateVersion7(utc.Value),
                Phase = EventPhase.Update,
                Time = now,
                Utc = utc,
                BootId = clock.BootId,
                Detail = (last.Detail ?? new EventDetail()) with { Verdict = verdict },
                StillSha256 = null,
                Reason = null,
            },
            cancellationToken);
        return null;
    }
}
