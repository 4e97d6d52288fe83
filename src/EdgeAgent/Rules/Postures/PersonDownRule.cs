using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

/// <summary>An upright person becomes lying and stays so (events.md of the design: <c>person-down</c>). Postures come for one person or the other, not for all in every frame.</summary>
internal sealed class PersonDownRule(PersonDownOptions options, RuleContext context) : IRule
{
    // One look may be wrong: who is upright or has got up was seen so twice, who lies three times.
    private const int UprightLooks = 2;
    private const int LyingLooks = 3;

    /// <summary>Between two looks that see somebody lying, with one between them that does not: who hides for longer has not been lying all the time.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(4);

    /// <summary>Who falls changes shape, and comes as a new track.</summary>
    private static readonly TimeSpan LongestChange = TimeSpan.FromSeconds(5);

    /// <summary>Overlap of two boxes of who lies at one place.</summary>
    private const float SamePlace = 0.3f;

    private readonly Zone? _zone = options.Zone is { } zone ? context.Zone(zone) : null;
    private readonly IReadOnlySet<int> _classIds = context.ClassIds(options.Classes);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(options.Seconds);
    private readonly TimeSpan _lost = TimeSpan.FromSeconds(options.LostSeconds);
    private readonly Dictionary<int, Fall> _falls = [];

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        foreach (var fall in _falls.Values)
        {
            fall.Advance(frame.Elapsed);
        }

        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            See(frame.Tracks[i]);
        }

        for (var i = 0; i < frame.Postures.Count; i++)
        {
            var posture = frame.Postures[i];
            if (_falls.TryGetValue(posture.Track, out var fall))
            {
                Judge(fall, posture, frame.Time, signals);
            }
        }

        // After the looks: where they come slowly, nobody was missed between two of them.
        foreach (var (id, fall) in _falls)
        {
            if (fall.SinceLying >= _lost)
            {
                fall.Incident.End(frame.Time, EndReason.TrackLost, signals);
                fall.GetUp();
                if (fall.UnseenTime >= _lost)
                {
                    _falls.Remove(id);
                }
            }
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        foreach (var fall in _falls.Values)
        {
            fall.Incident.End(time, reason, signals);
        }

        _falls.Clear();
    }

    private void See(in Track track)
    {
        if (track.State != TrackState.Confirmed)
        {
            return;
        }

        if (!_falls.TryGetValue(track.Id, out var fall))
        {
            var counts = _classIds.Contains(track.ClassId);
            context.Trace?.NoteClass(options.Id, track.Id, counts);
            if (!counts)
            {
                return;
            }

            var before = FallenHere(track.Box);
            fall = new Fall(new Incident(options, context, _zone?.Id)) { WasUpright = before is not null, Kin = before?.Kin ?? track.Id };
            _falls.Add(track.Id, fall);
            context.Trace?.Note(options.Id, track.Id, 1, "seen upright", fall.WasUpright ? 1 : 0, 1);
        }

        fall.Box = track.Box;
        fall.UnseenTime = TimeSpan.Zero;
        if (!fall.Incident.IsOpen)
        {
            fall.Incident.See(track);
        }
    }

    /// <summary>
    /// Somebody who was upright here was lost a moment ago: this is the same person in another shape, unless somebody else has been lying here.
    /// </summary>
    private Fall? FallenHere(in BoundingBox box)
    {
        Fall? fallen = null;
        foreach (var other in _falls.Values)
        {
            if (other is { WasUpright: false, LyingLooks: > 0 } && other.Box.IntersectionOverUnion(box) > SamePlace)
            {
                return null;
            }

            var foot = other.Box.FootPoint;
            var (x, y) = (box.Width / 2, box.Height / 2);
            if (other.WasUpright && other.UnseenTime > TimeSpan.Zero && other.UnseenTime <= LongestChange
                && foot.X >= box.X - x && foot.X <= box.Right + x && foot.Y >= box.Y - y && foot.Y <= box.Bottom + y)
            {
                fallen = other;
            }
        }

        return fallen;
    }

    private void Judge(Fall fall, in TrackPosture seen, MediaTime time, List<RuleSignal> signals)
    {
        fall.WasMissed |= seen.Posture != Posture.Lying;
        switch (seen.Posture)
        {
            case Posture.Upright when ++fall.UprightLooks >= UprightLooks:
                (fall.WasUpright, fall.Kin) = (true, seen.Track);
                fall.Incident.End(time, EndReason.GotUp, signals);
                fall.GetUp();
                context.Trace?.Note(options.Id, seen.Track, 1, "seen upright", 1, 1);
                break;
            case Posture.Lying when _zone?.Contains(seen.Box.FootPoint) != false:
                fall.UprightLooks = 0;
                Lie(fall, seen, time, signals);
                break;
        }
    }

    private void Lie(Fall fall, in TrackPosture seen, MediaTime time, List<RuleSignal> signals)
    {
        if (fall.LyingLooks > 0 && (fall.WasMissed ? fall.SinceLying > LongestGap : fall.SinceLying >= RuleFrame.LongestStep))
        {
            fall.GetUp();
        }

        fall.LyingTime += fall.LyingLooks++ == 0 ? TimeSpan.Zero : fall.SinceLying;
        (fall.SinceLying, fall.WasMissed) = (TimeSpan.Zero, false);
        fall.UnseenTime = TimeSpan.Zero;
        if (fall.Incident.IsOpen || fall.WasUpright)
        {
            fall.Incident.See(seen.Box, time, seen.Score);
            context.Trace?.Note(options.Id, seen.Track, 2, "seconds of lying", fall.LyingTime.TotalSeconds, options.Seconds);
        }

        if (fall.WasUpright && !fall.Incident.IsOpen && fall.LyingLooks >= LyingLooks && fall.LyingTime >= _minimum)
        {
            Spend(fall.Kin);
            fall.Incident.Start(time, signals);
        }
    }

    /// <summary>Told once, under whatever track: not again before the person was upright.</summary>
    private void Spend(int kin)
    {
        foreach (var fall in _falls.Values)
        {
            fall.WasUpright &= fall.Kin != kin;
        }
    }
}
