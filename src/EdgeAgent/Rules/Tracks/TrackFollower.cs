using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Tracks;

/// <summary>
/// Follows every track of some classes from its first confirmed sight until it is gone. Only sights count: where a track is predicted
/// to be decides nothing, and neither does a frame whose time has not gone on, or one in which it is called something that does not count.
/// </summary>
/// <param name="classIds">That count.</param>
/// <param name="lostSeconds">Out of sight before a track is lost; shorter losses are bridged.</param>
internal abstract class TrackFollower<T>(IReadOnlySet<int> classIds, double lostSeconds)
    where T : Subject
{
    private readonly Dictionary<int, T> _subjects = [];
    private readonly TimeSpan _lost = TimeSpan.FromSeconds(lostSeconds);
    private long _frame;

    protected Dictionary<int, T>.ValueCollection Subjects => _subjects.Values;

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        _frame++;
        foreach (var subject in _subjects.Values)
        {
            subject.Advance(frame.Elapsed);
        }

        Prepare(frame, signals);
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            Take(frame.Tracks[i], frame, signals);
        }

        Sweep(frame, signals);
        Conclude(frame, signals);
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var subject in _subjects.Values)
        {
            End(subject, time, reason, signals);
        }

        _subjects.Clear();
        Close(time, reason, signals);
    }

    /// <summary>Before the tracks of a frame.</summary>
    protected virtual void Prepare(in RuleFrame frame, List<RuleSignal> signals)
    {
    }

    /// <summary>A confirmed track whose class does, or does not, count.</summary>
    protected virtual void Meet(in Track track, bool counts)
    {
    }

    /// <summary>The first sight of a track.</summary>
    protected abstract T Begin(in Track track, in RuleFrame frame);

    /// <summary>A later sight; the subject still holds the one before, and for how long it was unseen since.</summary>
    protected abstract void See(T subject, in Track track, in RuleFrame frame, List<RuleSignal> signals);

    /// <summary>Every frame, after the sights.</summary>
    protected virtual void Pass(T subject, in RuleFrame frame, List<RuleSignal> signals)
    {
    }

    /// <summary>It is lost, given up, or nobody looks any longer. What is lost may be seen again.</summary>
    protected virtual void End(T subject, MediaTime time, string reason, List<RuleSignal> signals)
    {
    }

    /// <summary>After the tracks of a frame.</summary>
    protected virtual void Conclude(in RuleFrame frame, List<RuleSignal> signals)
    {
    }

    /// <summary>Nobody looks any longer, and every track has ended.</summary>
    protected virtual void Close(MediaTime time, string reason, List<RuleSignal> signals)
    {
    }

    private void Take(in Track track, in RuleFrame frame, List<RuleSignal> signals)
    {
        if (_subjects.TryGetValue(track.Id, out var subject))
        {
            subject.Frame = _frame;
            if (track.State == TrackState.Removed)
            {
                End(subject, frame.Time, EndReason.TrackLost, signals);
                _subjects.Remove(track.Id);
            }
            else if (track.State == TrackState.Confirmed && frame.Elapsed > TimeSpan.Zero && classIds.Contains(track.ClassId))
            {
                See(subject, track, frame, signals);
                subject.See(track);
            }
        }
        else if (track.State == TrackState.Confirmed)
        {
            var counts = classIds.Contains(track.ClassId);
            Meet(track, counts);
            if (counts)
            {
                subject = Begin(track, frame);
                subject.Frame = _frame;
                _subjects.Add(track.Id, subject);
            }
        }
    }

    private void Sweep(in RuleFrame frame, List<RuleSignal> signals)
    {
        foreach (var (id, subject) in _subjects)
        {
            Pass(subject, frame, signals);
            if (subject.Unseen < _lost)
            {
                continue;
            }

            if (!subject.IsLost)
            {
                subject.IsLost = true;
                End(subject, frame.Time, EndReason.TrackLost, signals);
            }

            // Its tracker was replaced: nobody will say that it is removed.
            if (subject.Frame != _frame)
            {
                _subjects.Remove(id);
            }
        }
    }
}
