using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Crowds;

/// <summary>Too many persons in a zone (events.md of the design: <c>crowd</c>).</summary>
internal sealed class CrowdRule : TrackRule<Member>
{
    private const int MostTracks = 32;

    /// <summary>Fewer for so long, the crowd has to come together anew.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Zone _zone;
    private readonly double _limit;
    private readonly double _clearAt;
    private readonly TimeSpan _minimum;
    private readonly TimeSpan _clear;
    private readonly Incident _incident;

    /// <summary>How long there were too many; null where there are not.</summary>
    private TimeSpan? _held;
    private TimeSpan _fewer;
    private int _told;

    public CrowdRule(CrowdOptions rule, RuleContext context)
        : base(rule, context, context.ClassIds(rule.Classes), rule.LostSeconds)
    {
        _zone = context.Zone(rule.Zone);
        _limit = Math.Min(rule.Persons, rule.PersonsPerHundredth * 100 * _zone.Area() ?? double.MaxValue);
        _clearAt = _limit * rule.ClearShare;
        (_minimum, _clear) = (TimeSpan.FromSeconds(rule.Seconds), TimeSpan.FromSeconds(rule.ClearSeconds));
        _incident = new Incident(rule, context, _zone.Id);
    }

    protected override Member Begin(in Track track, in RuleFrame frame) => Look(new Member(track), track);

    protected override void See(Member subject, in Track track, in RuleFrame frame, List<RuleSignal> signals) => Look(subject, track);

    protected override void Conclude(in RuleFrame frame, List<RuleSignal> signals)
    {
        _incident.Advance(frame.Elapsed);
        var count = 0;
        foreach (var member in Subjects)
        {
            count += IsIn(member) ? 1 : 0;
        }

        if (_incident.IsOpen)
        {
            GoOn(count, frame, signals);
            return;
        }

        Hold(count > _limit, frame.Elapsed);
        Note(count);
        if (count > _limit && _held >= _minimum && _held > TimeSpan.Zero)
        {
            Describe(count);
            _fewer = TimeSpan.Zero;
            _incident.Start(frame.Time, signals);
        }
    }

    protected override void Close(MediaTime time, string reason, List<RuleSignal> signals)
    {
        _incident.End(time, reason, signals);
        (_held, _fewer) = (null, TimeSpan.Zero);
    }

    private static bool IsIn(Member member) => member is { Inside: true, IsLost: false };

    private void Hold(bool tooMany, TimeSpan elapsed)
    {
        // Fewer until this frame, whatever it shows itself.
        if ((!tooMany || _fewer > TimeSpan.Zero) && (_fewer += elapsed) >= Grace)
        {
            _held = null;
        }

        if (tooMany)
        {
            // What time passed before the first frame with too many is not theirs, nor is one that nobody saw.
            _held = _held is { } held && elapsed < RuleFrame.LongestStep ? held + elapsed : TimeSpan.Zero;
            _fewer = TimeSpan.Zero;
        }
    }

    private void GoOn(int count, in RuleFrame frame, List<RuleSignal> signals)
    {
        _fewer = count <= _clearAt ? _fewer + frame.Elapsed : TimeSpan.Zero;
        if (_fewer >= _clear && _fewer > TimeSpan.Zero)
        {
            Describe(count);
            _incident.End(frame.Time, EndReason.Cleared, signals);
            (_held, _fewer) = (null, TimeSpan.Zero);
        }
        else if (count != _told && _incident.MayUpdate)
        {
            Describe(count);
            _incident.Update(frame.Time, signals);
        }
    }

    private void Describe(int count)
    {
        _told = count;
        _incident.Detail = new EventDetail { Count = count };
        _incident.Tracks = [.. Subjects.Where(IsIn).Take(MostTracks).Select(static member => member.Track.Id)];
        _incident.ClassId = Subjects.Where(IsIn).Select(static member => (int?)member.Track.ClassId).FirstOrDefault() ?? _incident.ClassId;
    }

    private Member Look(Member member, in Track track)
    {
        member.Inside = _zone.Contains(track.Box.FootPoint);
        Note(track.Id, 1, "frames with its foot point inside the zone", member.Inside ? 1 : 0, 1);
        return member;
    }

    private void Note(int count)
    {
        if (Context.Trace is null)
        {
            return;
        }

        foreach (var member in Subjects)
        {
            if (IsIn(member))
            {
                Note(member.Track.Id, 2, "persons in the zone at one time, itself included", count, Math.Floor(_limit) + 1);
                if (_held is { } held)
                {
                    Note(member.Track.Id, 3, "seconds of too many persons", held.TotalSeconds, _minimum.TotalSeconds);
                }
            }
        }
    }
}
