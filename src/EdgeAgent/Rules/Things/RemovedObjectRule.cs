using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>A fixed thing is gone or has visibly changed (<c>removed-object</c>): one event from then until it is back.</summary>
internal sealed class RemovedObjectRule(RemovedObjectOptions options, RuleContext context) : IRule
{
    /// <summary>The thing is learned after it has been in view for so long.</summary>
    private static readonly TimeSpan Learn = TimeSpan.FromSeconds(5);

    /// <summary>Who touches it may stand before it a moment before it is last seen intact.</summary>
    private static readonly TimeSpan BeforeTouch = TimeSpan.FromSeconds(3);

    /// <summary>What the scene shows lately lags behind by this much: who steps aside has perhaps taken it.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1.5);

    private const double AdaptSeconds = 120;

    private readonly Zone _zone = context.Zone(options.Zone);
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(options.MinimumSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(options.ClearSeconds);
    private readonly Incident _incident = new(options, context, options.Zone);
    private readonly SceneWatch _watch = context.Scene;
    private readonly BoundingBox _box = FixedThing.Round(context.Zone(options.Zone));
    private FixedThing? _thing;
    private SceneBackground? _background;
    private TimeSpan _inView;
    private TimeSpan _changed;
    private TimeSpan _intact;
    private int _relearned;

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        _incident.Advance(frame.Elapsed);
        if (!_watch.Observe(frame) || !_watch.View.IsGood || _watch.Background is not { } background)
        {
            return;
        }

        if (_background is null || (_background.Width, _background.Height) != (background.Width, background.Height))
        {
            // In another format it is learned as it stands there now; what has changed cannot come back to what it was.
            _incident.End(frame.Time, EndReason.NewView, signals);
            _incident.ForgetBest();
            (_thing, _inView, _changed, _intact) = (null, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        }

        _background = background;
        if (_thing is null)
        {
            LearnFrom(background);
        }
        else if (_thing.InView(_watch.Occupied) >= 0.7f)
        {
            Compare(_thing, background, frame.Time, signals);
        }
        else
        {
            _intact = TimeSpan.Zero;
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        _incident.End(time, reason, signals);
        _incident.ForgetBest();
        (_thing, _background, _incident.LastIntact) = (null, null, null);
        (_inView, _changed, _intact) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
    }

    private void LearnFrom(SceneBackground background)
    {
        var area = CellArea.Of(_box, background.Width, background.Height);
        var (open, steady) = (0, 0);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++)
            {
                var cell = (y * background.Width) + x;
                open += _watch.Occupied[cell] ? 0 : 1;
                steady += background.IsSteady(cell) ? 1 : 0;
            }
        }

        var isInView = open > 0.95 * area.Count && steady > 0.8 * area.Count;
        _inView = isInView ? _inView + _watch.Elapsed : TimeSpan.Zero;
        if (_inView >= Learn)
        {
            _thing = new FixedThing(_zone, background);
            _relearned = background.Relearned;
        }
    }

    private void Compare(FixedThing thing, SceneBackground background, MediaTime time, List<RuleSignal> signals)
    {
        var share = thing.ChangedShare(background.Lately, _watch.Occupied);
        if (_relearned != background.Relearned && _changed <= _clear && !_incident.IsOpen)
        {
            // The light of the whole scene has just changed: what it looks like in the new one is how it looks.
            thing.Follow(background.Lately, 1);
            share = 0;
        }

        _relearned = background.Relearned;
        if (share >= options.ChangedShare)
        {
            (_changed, _intact) = (_changed + _watch.Elapsed, TimeSpan.Zero);
        }
        else if (share < options.ChangedShare / 2)
        {
            _intact += _watch.Elapsed;
            if (_incident.IsOpen)
            {
                EndIfBack(time, signals);
                return;
            }

            if (_intact < Glance)
            {
                return;
            }

            (_changed, _incident.LastIntact) = (TimeSpan.Zero, time);
            thing.Follow(background.Lately, (float)Math.Min(1, _watch.Elapsed.TotalSeconds / AdaptSeconds));
        }

        if (!_incident.IsOpen && _changed >= _minimum)
        {
            Tell(share, time, signals);
        }
    }

    private void EndIfBack(MediaTime time, List<RuleSignal> signals)
    {
        if (_intact >= _clear)
        {
            _incident.End(time, EndReason.Restored, signals);
            _changed = TimeSpan.Zero;
            _incident.ForgetBest();
        }
    }

    private void Tell(double share, MediaTime time, List<RuleSignal> signals)
    {
        var since = (_incident.LastIntact ?? time) - BeforeTouch;
        var touched = _watch.Log.Near(_box, since, time, 0.1f, atLeast: 0);
        _incident.See(_box, time, (float)share);
        _incident.StartNaming(touched, options, context, time, signals);
    }
}
