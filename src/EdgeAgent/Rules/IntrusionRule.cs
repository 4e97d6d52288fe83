using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>An object's foot point is inside a zone for a while (events.md of the design: <c>intrusion</c>).</summary>
internal sealed class IntrusionRule(IntrusionOptions options, Zone zone, IReadOnlySet<int> classIds, Occurrences occurrences) : IRule
{
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromSeconds(5);

    /// <summary>By how much the best score must have risen to be worth an update.</summary>
    private const float ScoreStep = 0.1f;

    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(options.MinimumSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(options.ClearSeconds);
    private readonly TimeSpan _lost = TimeSpan.FromSeconds(options.LostSeconds);
    private readonly Dictionary<int, Stay> _stays = [];
    private long _frame;

    public void Observe(MediaTime time, TimeSpan elapsed, IReadOnlyList<Track> tracks, List<RuleSignal> signals)
    {
        _frame++;
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            if (!_stays.TryGetValue(track.Id, out var stay))
            {
                if (track.State != TrackState.Confirmed || !classIds.Contains(track.ClassId))
                {
                    continue;
                }

                _stays.Add(track.Id, new Stay(track, time, zone.Contains(track.Box.FootPoint)) { Frame = _frame });
                continue;
            }

            stay.Frame = _frame;
            stay.Advance(elapsed);
            switch (track.State)
            {
                case TrackState.Confirmed:
                    See(stay, track, time, signals);
                    break;
                case TrackState.Removed:
                    End(stay, time, stay.Inside ? EndReason.TrackLost : EndReason.LeftZone, signals);
                    _stays.Remove(track.Id);
                    break;
                default:
                    Miss(stay, time, signals);
                    break;
            }
        }

        MissUntold(time, elapsed, signals);
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var stay in _stays.Values)
        {
            End(stay, time, reason, signals);
        }

        _stays.Clear();
    }

    private void See(Stay stay, Track track, MediaTime time, List<RuleSignal> signals)
    {
        if (!zone.Contains(track.Box.FootPoint))
        {
            stay.SeeOutside(track);
            EndIfLeft(stay, time, signals);
            return;
        }

        var insideBefore = stay.Inside;
        stay.SeeInside(track, time, SinceEntry(stay, track));
        if (stay.State == StayState.Pending && insideBefore && stay.InsideTime >= _minimum)
        {
            stay.State = StayState.Open;
            stay.Occurrence = occurrences.Next();
            stay.StartTime = time;
            Send(stay, EventPhase.Start, time, null, signals);
        }
        else if (stay.State == StayState.Open && stay.TimeSinceSent >= UpdateInterval && stay.BestScore >= stay.SentScore + ScoreStep)
        {
            Send(stay, EventPhase.Update, time, null, signals);
        }
    }

    /// <summary>
    /// How long the track has been inside since it was last seen: on the way from an outside foot point, from where the straight line
    /// between the two enters the zone, so that a slow frame rate does not delay the start by up to a frame.
    /// </summary>
    private TimeSpan SinceEntry(Stay stay, Track track)
    {
        if (stay.UnseenTime >= _lost)
        {
            // Out of sight for so long that nobody knows where it was.
            stay.ForgetInside();
            return TimeSpan.Zero;
        }

        if (stay.Inside)
        {
            return stay.UnseenTime;
        }

        var (from, to) = (stay.Track.Box.FootPoint, track.Box.FootPoint);
        var (outside, inside) = (0f, 1f);
        while (inside - outside > 1f / 64)
        {
            var middle = (outside + inside) / 2;
            var point = new NormalizedPoint(from.X + ((to.X - from.X) * middle), from.Y + ((to.Y - from.Y) * middle));
            (outside, inside) = zone.Contains(point) ? (outside, middle) : (middle, inside);
        }

        return stay.UnseenTime * (1 - inside);
    }

    private void Miss(Stay stay, MediaTime time, List<RuleSignal> signals)
    {
        EndIfLeft(stay, time, signals);
        if (stay.State == StayState.Open && stay.UnseenTime >= _lost)
        {
            End(stay, time, EndReason.TrackLost, signals);
            stay.State = StayState.Spent;
        }
    }

    /// <summary>Tracks that the frame does not tell of at all: their tracker was replaced.</summary>
    private void MissUntold(MediaTime time, TimeSpan elapsed, List<RuleSignal> signals)
    {
        foreach (var (id, stay) in _stays)
        {
            if (stay.Frame == _frame)
            {
                continue;
            }

            stay.Advance(elapsed);
            Miss(stay, time, signals);
            if (stay.State != StayState.Open && stay.UnseenTime >= _lost)
            {
                _stays.Remove(id);
            }
        }
    }

    private void EndIfLeft(Stay stay, MediaTime time, List<RuleSignal> signals)
    {
        if (!stay.Inside && stay.OutsideTime >= _clear)
        {
            End(stay, time, EndReason.LeftZone, signals);
            stay.State = StayState.Pending;
            stay.ForgetBest();
        }
    }

    private void End(Stay stay, MediaTime time, string reason, List<RuleSignal> signals)
    {
        if (stay.State == StayState.Open)
        {
            Send(stay, EventPhase.End, time, reason, signals);
        }
    }

    private void Send(Stay stay, EventPhase phase, MediaTime time, string? reason, List<RuleSignal> signals)
    {
        stay.MarkSent();
        signals.Add(new RuleSignal
        {
            Rule = options.Id,
            Type = options.Type,
            Phase = phase,
            Severity = options.Severity,
            Occurrence = stay.Occurrence,
            Zone = zone.Id,
            Time = time,
            StartTime = stay.StartTime,
            Track = stay.Track,
            BestBox = stay.BestBox,
            BestBoxTime = stay.BestBoxTime,
            BestScore = stay.BestScore,
            Reason = reason,
        });
    }
}
