using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One event of a rule while it goes on: it makes the start, updates that are worth one, and the end.</summary>
/// <param name="rule">That raises it.</param>
/// <param name="context">Of the rule.</param>
/// <param name="zone">Its zone's id, if it is about one.</param>
/// <param name="line">Its line's id, if it is about one.</param>
internal sealed class Incident(RuleOptions rule, RuleContext context, string? zone = null, string? line = null)
{
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromSeconds(5);

    /// <summary>By how much the best score must have risen to be worth an update.</summary>
    private const float ScoreStep = 0.1f;

    private long _occurrence;
    private MediaTime _startTime;
    private TimeSpan _sinceSent;
    private float _sentScore;

    public bool IsOpen { get; private set; }

    public ImmutableArray<int> Tracks { get; set; } = [];

    public int? ClassId { get; set; }

    public BestView? Best { get; private set; }

    public EventDetail? Detail { get; set; }

    public MediaTime? LastIntact { get; set; }

    /// <summary>An update may be sent again: the last message is long enough ago.</summary>
    public bool MayUpdate => IsOpen && _sinceSent >= UpdateInterval;

    public void Advance(TimeSpan elapsed) => _sinceSent += elapsed;

    /// <summary>It is about this one track, as it was last seen.</summary>
    public void See(in Track track)
    {
        // Not anew for each frame.
        if (Tracks is not [var only] || only != track.Id)
        {
            Tracks = [track.Id];
        }

        ClassId = track.ClassId;
    }

    /// <summary>Keeps the view if it is the best so far.</summary>
    public void See(in BoundingBox box, MediaTime time, float score)
    {
        if (Best is not { } best || score > best.Score)
        {
            Best = new BestView(box, time, score);
        }
    }

    /// <summary>The next event has a best view of its own.</summary>
    public void ForgetBest() => Best = null;

    public void Start(MediaTime time, List<RuleSignal> signals)
    {
        IsOpen = true;
        _occurrence = context.Occurrences.Next();
        _startTime = time;
        foreach (var track in Tracks)
        {
            context.Trace?.Fired(rule.Id, track, time);
        }

        Send(EventPhase.Start, time, null, signals);
    }

    /// <summary>Sends an update if the best score has risen enough, at most every five seconds.</summary>
    public void UpdateIfBetter(MediaTime time, List<RuleSignal> signals)
    {
        if (MayUpdate && Best is { } best && best.Score >= _sentScore + ScoreStep)
        {
            Update(time, signals);
        }
    }

    /// <summary>Only where <see cref="MayUpdate"/>.</summary>
    public void Update(MediaTime time, List<RuleSignal> signals) => Send(EventPhase.Update, time, null, signals);

    /// <summary>Ends it if it is open.</summary>
    /// <param name="time">When that was.</param>
    /// <param name="reason">One of <see cref="EndReason"/>.</param>
    /// <param name="signals">Receives the end.</param>
    public void End(MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (IsOpen)
        {
            IsOpen = false;
            Send(EventPhase.End, time, reason, signals);
        }
    }

    private void Send(EventPhase phase, MediaTime time, string? reason, List<RuleSignal> signals)
    {
        _sinceSent = TimeSpan.Zero;
        _sentScore = Best?.Score ?? 0;
        signals.Add(new RuleSignal
        {
            Rule = rule.Id,
            Type = rule.Type,
            Phase = phase,
            Severity = rule.Severity,
            Occurrence = _occurrence,
            Zone = zone,
            Line = line,
            Time = time,
            StartTime = _startTime,
            Tracks = Tracks,
            ClassId = ClassId,
            Best = Best,
            Detail = Detail,
            LastIntact = LastIntact,
            Reason = reason,
        });
    }
}
