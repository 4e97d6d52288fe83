using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Tamper;

/// <summary>The camera does not show what it should (<c>camera-tamper</c>): one event from when it began until the usual view is back.</summary>
internal sealed class CameraTamperRule(CameraTamperOptions options, RuleContext context) : IRule
{
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(options.MinimumSeconds);
    private readonly TimeSpan _clear = TimeSpan.FromSeconds(options.ClearSeconds);
    private readonly Incident _incident = new(options, context);
    private readonly TimeSpan[] _held = new TimeSpan[Enum.GetValues<TamperKind>().Length];
    private TimeSpan _good;
    private TamperKind _told;

    public void Observe(in RuleFrame frame, List<RuleSignal> signals)
    {
        _incident.Advance(frame.Elapsed);
        if (!context.Scene.Observe(frame))
        {
            return;
        }

        var now = KindNow();
        Hold(now, context.Scene.Elapsed);
        if (_incident.IsOpen)
        {
            Follow(now, frame.Time, signals);
        }
        else if (Held() is { } kind)
        {
            Tell(kind);
            _incident.Start(frame.Time, signals);
        }
    }

    public void Finish(MediaTime time, string reason, List<RuleSignal> signals)
    {
        _incident.End(time, reason, signals);
        Array.Clear(_held);
        _good = TimeSpan.Zero;
    }

    private TamperKind? KindNow()
    {
        var view = context.Scene.View;
        TamperKind? kind = view.State switch
        {
            ViewState.Covered => TamperKind.Covered,
            ViewState.Defocused => TamperKind.Defocused,
            ViewState.Turned => TamperKind.Turned,
            ViewState.Dark => TamperKind.Dark,
            _ => view.FrozenSeconds >= options.FrozenSeconds ? TamperKind.Frozen : null,
        };
        return kind is { } known && options.Kinds.Contains(known) ? kind : null;
    }

    /// <summary>A moment of doubt, or of another kind, takes as much from what was held as it lasts.</summary>
    private void Hold(TamperKind? now, TimeSpan elapsed)
    {
        for (var i = 0; i < _held.Length; i++)
        {
            var held = _held[i] + (now == (TamperKind)i ? elapsed : -elapsed);
            _held[i] = held < TimeSpan.Zero ? TimeSpan.Zero : held < _minimum ? held : _minimum;
        }

        _good = now is null ? _good + elapsed : TimeSpan.Zero;
    }

    private TamperKind? Held()
    {
        if (context.Scene.View.FrozenSeconds >= options.FrozenSeconds && KindNow() == TamperKind.Frozen)
        {
            return TamperKind.Frozen;
        }

        for (var i = 0; i < _held.Length; i++)
        {
            if (_held[i] >= _minimum)
            {
                return (TamperKind)i;
            }
        }

        return null;
    }

    private void Follow(TamperKind? now, MediaTime time, List<RuleSignal> signals)
    {
        var view = context.Scene.View;
        if (_good >= _clear)
        {
            _incident.End(time, EndReason.Restored, signals);
            Array.Clear(_held);
        }
        else if (now == TamperKind.Turned && view.OtherSeconds >= options.LearnMinutes * 60)
        {
            view.TakeAsUsual();
            _incident.End(time, EndReason.NewView, signals);
            Array.Clear(_held);
        }
        else if (_incident.MayUpdate && now is { } kind && kind != _told && Held() == kind)
        {
            Tell(kind);
            _incident.Update(time, signals);
        }
    }

    private void Tell(TamperKind kind)
    {
        _told = kind;
        _incident.Detail = new EventDetail { Kind = kind.ToString().ToLowerInvariant() };
    }
}
