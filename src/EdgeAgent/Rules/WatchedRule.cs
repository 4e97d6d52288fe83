using EdgeAgent.Domain;
using EdgeAgent.Rules.Budget;
using EdgeAgent.Rules.Schedule;

namespace EdgeAgent.Rules;

/// <summary>One rule with what stands round it: its hours, its budget, and what health says of it.</summary>
/// <param name="options">Of the rule.</param>
/// <param name="rule">Built from them.</param>
/// <param name="zone">By which its schedule goes.</param>
/// <param name="trace">Where it is noted that a track came while the rule was disarmed or its budget used up.</param>
internal sealed class WatchedRule(RuleOptions options, IRule rule, TimeZoneInfo zone, RuleTrace? trace)
{
    private readonly WeeklySchedule _schedule = new(options.Schedule, zone);
    private readonly AlertBudget? _budget = (options.AlertsPerHour ?? options.UsualAlertsPerHour) is > 0 and var most ? new AlertBudget(most) : null;
    private RuleStatus _status = new(options.Id, RuleState.Armed, IsClockUnknown: false, Suppressed: 0, LastFired: null);

    /// <summary>Safe to ask from any thread.</summary>
    public RuleStatus Status => Volatile.Read(ref _status);

    public void Observe(in RuleFrame frame, bool isPaused, List<RuleSignal> signals)
    {
        var first = signals.Count;
        var state = isPaused ? RuleState.Paused : frame.Utc is not { } utc || _schedule.IsArmed(utc) ? RuleState.Armed : RuleState.Disarmed;
        var isSwitchedOff = state == RuleState.Disarmed && _status.State == RuleState.Armed;
        switch (state)
        {
            case RuleState.Armed:
                rule.Observe(frame, signals);
                break;
            case RuleState.Disarmed:
                if (isSwitchedOff)
                {
                    rule.Finish(frame.Time, EndReason.Disarmed, signals);
                }

                Note(frame);
                break;
        }

        var fired = LastStart(signals, first) ?? _status.LastFired;
        var raised = trace is null ? null : signals.Skip(first).ToList();
        _budget?.Filter(frame.Elapsed, frame.Time, signals, first);
        if (raised is not null)
        {
            NoteHeldBack(raised, signals);
        }

        if (isSwitchedOff)
        {
            _budget?.Finish(signals, signals.Count);
        }

        Publish(state, options.Schedule.Length > 0 && frame.Utc is null, fired);
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        var first = signals.Count;
        rule.Finish(time, reason, signals);
        var fired = LastStart(signals, first) ?? _status.LastFired;
        _budget?.Finish(signals, first);
        Publish(_status.State, _status.IsClockUnknown, fired);
    }

    private static MediaTime? LastStart(List<RuleSignal> signals, int first)
    {
        MediaTime? last = null;
        for (var i = first; i < signals.Count; i++)
        {
            last = signals[i].Phase == EventPhase.Start ? signals[i].Time : last;
        }

        return last;
    }

    private void NoteHeldBack(List<RuleSignal> raised, List<RuleSignal> signals)
    {
        foreach (var start in raised.Where(signal => signal.Phase == EventPhase.Start && signals.TrueForAll(told => told.Occurrence != signal.Occurrence)))
        {
            foreach (var track in start.Tracks)
            {
                trace?.HeldBack(options.Id, track, start.Time);
            }
        }
    }

    private void Note(in RuleFrame frame)
    {
        for (var i = 0; trace is not null && i < frame.Tracks.Count; i++)
        {
            if (frame.Tracks[i].State == TrackState.Confirmed)
            {
                trace.Note(options.Id, frame.Tracks[i].Id, -1, "the rule is armed by its schedule", 0, 1);
            }
        }
    }

    private void Publish(RuleState state, bool isClockUnknown, MediaTime? fired)
    {
        var suppressed = _budget?.Suppressed ?? 0;
        if (_status.State != state || _status.IsClockUnknown != isClockUnknown || _status.Suppressed != suppressed || _status.LastFired != fired)
        {
            Volatile.Write(ref _status, new RuleStatus(options.Id, state, isClockUnknown, suppressed, fired));
        }
    }
}
