using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Budget;

/// <summary>A budget, and what a rule would say to it, frame by frame.</summary>
internal sealed class PlayedRule(int alertsPerHour)
{
    private readonly AlertBudget _budget = new(alertsPerHour);
    private readonly Dictionary<long, MediaTime> _starts = [];
    private MediaTime? _time;
    private int _taken;

    public Severity Severity { get; set; } = Severity.Warning;

    public List<RuleSignal> Signals { get; } = [];

    public RuleSignal Last => Signals[^1];

    public long Suppressed => _budget.Suppressed;

    /// <summary>All that went out in short words.</summary>
    public string Told => string.Join(", ", Signals.Select(Words));

    /// <summary>What went out since the last question.</summary>
    public string[] TakeTold()
    {
        string[] told = [.. Signals.Skip(_taken).Select(Words)];
        _taken = Signals.Count;
        return told;
    }

    public PlayedRule At(double seconds, params (long Occurrence, EventPhase Phase)[] said)
    {
        var time = MediaTime.FromSeconds(seconds);
        var elapsed = _time is { } before && time > before ? time - before : TimeSpan.Zero;
        _time = time;
        var first = Signals.Count;
        Signals.AddRange(said.Select(signal => Signal(signal.Occurrence, signal.Phase, time)));
        _budget.Filter(elapsed, time, Signals, first);
        return this;
    }

    public PlayedRule Finish(params (long Occurrence, EventPhase Phase)[] said)
    {
        var first = Signals.Count;
        Signals.AddRange(said.Select(signal => Signal(signal.Occurrence, signal.Phase, _time ?? default)));
        _budget.Finish(Signals, first);
        return this;
    }

    private static string Words(RuleSignal signal)
    {
        var count = signal.Detail?.Suppressed is { } suppressed ? string.Create(CultureInfo.InvariantCulture, $" of {suppressed}") : "";
        return $"{signal.Occurrence} {signal.Phase.ToString().ToLowerInvariant()}{count}";
    }

    private RuleSignal Signal(long occurrence, EventPhase phase, MediaTime time)
    {
        _starts.TryAdd(occurrence, time);
        return new RuleSignal
        {
            Rule = "r",
            Type = EventTypes.Intrusion,
            Phase = phase,
            Severity = Severity,
            Occurrence = occurrence,
            Time = time,
            StartTime = _starts[occurrence],
            Reason = phase == EventPhase.End ? EndReason.LeftZone : null,
        };
    }
}
