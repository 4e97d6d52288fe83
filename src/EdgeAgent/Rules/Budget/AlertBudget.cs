using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Budget;

/// <summary>
/// At most so many starts of one rule in any hour. The last one that fits becomes the bundle: it stays open while the budget is used up and
/// tells, by updates and its end, how many alerts it stands for. What is critical is never held back.
/// </summary>
/// <param name="alertsPerHour">1 or more.</param>
internal sealed class AlertBudget(int alertsPerHour)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>An update that only tells another number comes this often.</summary>
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMinutes(1);

    // Moments on the sum of the frames' steps: a clock that jumps back, or for ever, does not open the budget.
    private readonly Queue<TimeSpan> _starts = [];
    private readonly Dictionary<long, AlertBundle> _bundles = [];
    private readonly Dictionary<long, AlertBundle?> _suppressed = [];
    private readonly List<RuleSignal> _out = [];
    private TimeSpan _now;
    private AlertBundle? _current;
    private int _untold;

    /// <summary>Alerts that were held back so far.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Passes on what may go out of the signals from <paramref name="first"/> on, after each frame, and tells of the rest.</summary>
    public void Filter(TimeSpan elapsed, MediaTime time, List<RuleSignal> signals, int first)
    {
        Advance(elapsed);
        if (signals.Count == first && _bundles.Count == 0)
        {
            return;
        }

        _out.Clear();
        for (var i = first; i < signals.Count; i++)
        {
            Take(signals[i]);
        }

        foreach (var bundle in _bundles.Values)
        {
            Tell(bundle, time);
        }

        signals.RemoveRange(first, signals.Count - first);
        signals.AddRange(_out);
    }

    /// <summary>The rule has ended all that it had open: so does the budget. Its hour goes on.</summary>
    public void Finish(List<RuleSignal> signals, int first)
    {
        _out.Clear();
        for (var i = first; i < signals.Count; i++)
        {
            Take(signals[i]);
        }

        foreach (var bundle in _bundles.Values)
        {
            // Without an end of its own it is critical by now, or the rule forgot it: nothing may stay open.
            EndNow(bundle, bundle.HeldEnd ?? bundle.Signal with { Phase = EventPhase.End, Reason = EndReason.Stopped });
        }

        _current = null;
        _suppressed.Clear();
        signals.RemoveRange(first, signals.Count - first);
        signals.AddRange(_out);
    }

    private void Advance(TimeSpan elapsed)
    {
        _now += elapsed;
        while (_starts.TryPeek(out var start) && _now - start >= Window)
        {
            _starts.Dequeue();
        }

        if (_starts.Count < alertsPerHour)
        {
            _current = null;
        }

        foreach (var bundle in _bundles.Values)
        {
            bundle.SinceTold = bundle.SinceTold < TimeSpan.MaxValue - elapsed ? bundle.SinceTold + elapsed : TimeSpan.MaxValue;
        }
    }

    private void Take(RuleSignal signal)
    {
        if (_suppressed.TryGetValue(signal.Occurrence, out var standsFor))
        {
            TakeSuppressed(signal, standsFor);
        }
        else if (signal.Phase == EventPhase.Start && signal.Severity != Severity.Critical)
        {
            Begin(signal);
        }
        else if (_bundles.TryGetValue(signal.Occurrence, out var bundle))
        {
            TakeBundle(signal, bundle);
        }
        else
        {
            _out.Add(signal);
        }
    }

    private void Begin(RuleSignal signal)
    {
        if (_starts.Count >= alertsPerHour)
        {
            Suppressed++;
            _suppressed.Add(signal.Occurrence, _current);
            if (_current is { } current)
            {
                current.Suppressed++;
                current.Open++;
                current.Latest = Later(current.Latest, signal.Time);
            }
            else
            {
                _untold++;
            }

            return;
        }

        _starts.Enqueue(_now);
        if (_starts.Count < alertsPerHour && _untold == 0)
        {
            _out.Add(signal);
            return;
        }

        // What was held back with nobody to tell of it, since all had been ended, is told by the next that goes out.
        var bundle = new AlertBundle { Signal = signal, Suppressed = _untold, Latest = signal.Time };
        _untold = 0;
        _bundles.Add(signal.Occurrence, bundle);
        Send(bundle, signal);
        if (_starts.Count >= alertsPerHour)
        {
            _current = bundle;
        }
    }

    private void TakeSuppressed(RuleSignal signal, AlertBundle? bundle)
    {
        bundle?.Latest = Later(bundle.Latest, signal.Time);
        if (signal.Phase == EventPhase.End)
        {
            Forget();
        }
        else if (signal.Severity == Severity.Critical)
        {
            // It has become what is never held back: it starts now.
            Forget();
            _out.Add(signal with { Phase = EventPhase.Start });
        }

        void Forget()
        {
            _suppressed.Remove(signal.Occurrence);
            if (bundle is not null)
            {
                bundle.Open--;
            }
        }
    }

    private void TakeBundle(RuleSignal signal, AlertBundle bundle)
    {
        bundle.Latest = Later(bundle.Latest, signal.Time);
        if (signal.Phase == EventPhase.End)
        {
            bundle.HeldEnd = signal;
        }
        else
        {
            Send(bundle, signal with { Time = bundle.Latest });
        }
    }

    private void Tell(AlertBundle bundle, MediaTime time)
    {
        if (bundle.HeldEnd is { } end && bundle != _current && bundle.Open == 0)
        {
            EndNow(bundle, end);
        }
        else if (bundle.Suppressed > bundle.Told && bundle.SinceTold >= UpdateInterval)
        {
            bundle.Latest = Later(bundle.Latest, time);
            Send(bundle, bundle.Signal with { Phase = EventPhase.Update, Time = bundle.Latest });
        }
    }

    private void EndNow(AlertBundle bundle, RuleSignal end)
    {
        _bundles.Remove(end.Occurrence);
        _current = _current == bundle ? null : _current;
        Send(bundle, end with { Time = Later(bundle.Latest, end.Time) });
    }

    private void Send(AlertBundle bundle, RuleSignal signal)
    {
        bundle.Signal = signal;
        if (bundle.Suppressed > 0)
        {
            signal = signal with { Detail = (signal.Detail ?? new EventDetail()) with { Suppressed = bundle.Suppressed } };
            bundle.SinceTold = bundle.Suppressed > bundle.Told ? TimeSpan.Zero : bundle.SinceTold;
            bundle.Told = bundle.Suppressed;
        }

        _out.Add(signal);
    }

    private static MediaTime Later(MediaTime a, MediaTime b) => a > b ? a : b;
}
