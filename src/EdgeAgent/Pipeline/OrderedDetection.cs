using EdgeAgent.Detection;
using EdgeAgent.Detection.Regions;
using EdgeAgent.Diagnostics;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>
/// Detects on several frames at once, one to a thread, and hands them on in the order in which they came. For recorded video, which can
/// be decoded ahead: one inference on each core is faster than one inference spread over all of them. The regions of a frame depend on
/// the frames before it: they are looked at when its turn has come, by all threads, before any frame further ahead.
/// </summary>
internal sealed class OrderedDetection : IDisposable
{
    private readonly object _monitor = new();
    private readonly Slot[] _slots;
    private readonly Thread[] _threads;
    private readonly Action<Frame, List<Domain.Detection>> _detected;
    private readonly RegionPlan? _plan;
    private readonly RegionWork _regions = new();
    private readonly RegionMerge _merge;
    private long _filled;
    private long _begun;
    private long _handedOn;
    private bool _isHandingOn;
    private bool _completed;
    private Exception? _fault;

    /// <param name="model">Runs on all threads.</param>
    /// <param name="threads">How many.</param>
    /// <param name="detected">Called for one frame after the other; the frame is disposed of when it returns.</param>
    /// <param name="plan">Which parts of each frame are looked at closer; null for none.</param>
    public OrderedDetection(OnnxModel model, int threads, Action<Frame, List<Domain.Detection>> detected, RegionPlan? plan = null)
    {
        (_detected, _plan) = (detected, plan);
        _merge = new RegionMerge(model.Manifest.Thresholds.Iou);

        // One more than are at work: the decoder fills it meanwhile.
        _slots = [.. Enumerable.Range(0, threads + 1).Select(_ => new Slot())];
        _threads = [.. Enumerable.Range(0, threads).Select(i => new Thread(() => Work(model)) { IsBackground = true, Name = $"detection {i}" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    private Slot Oldest => _slots[_handedOn % _slots.Length];

    /// <summary>Takes the frame over, and waits while all threads are behind.</summary>
    /// <exception cref="ModelException">The detector failed on an earlier frame.</exception>
    public void Put(Frame frame)
    {
        lock (_monitor)
        {
            while (_filled - _handedOn == _slots.Length && _fault is null)
            {
                Monitor.Wait(_monitor);
            }

            if (_fault is null)
            {
                _slots[_filled++ % _slots.Length].Frame = frame;
                Monitor.PulseAll(_monitor);
                return;
            }
        }

        frame.Dispose();
        ThrowFault();
    }

    /// <summary>No more frames will come; returns when the last is handed on.</summary>
    /// <exception cref="ModelException">The detector failed.</exception>
    public void Complete()
    {
        Stop();
        ThrowFault();
    }

    public void Dispose()
    {
        Stop();
        foreach (var slot in _slots)
        {
            slot.Frame?.Dispose();
        }
    }

    private void Stop()
    {
        lock (_monitor)
        {
            _completed = true;
            Monitor.PulseAll(_monitor);
        }

        Array.ForEach(_threads, thread => thread.Join());
    }

    private void ThrowFault()
    {
        if (_fault is { } fault)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        }
    }

    private void Work(OnnxModel model)
    {
        try
        {
            using var detector = new Detector(model);
            while (Take(out var part, out var slot))
            {
                if (slot is null)
                {
                    LookCloser(part, detector);
                    continue;
                }

                detector.Detect(slot.Frame!, slot.Detections);
                HandOn(slot, detector);
            }
        }
        catch (Exception fault)
        {
            lock (_monitor)
            {
                _fault ??= fault;
                Monitor.PulseAll(_monitor);
            }
        }
    }

    /// <summary>Waits for something to do: a region of the frame whose turn it is before the next frame.</summary>
    /// <returns>False where there will be nothing more.</returns>
    private bool Take(out int region, out Slot? slot)
    {
        (region, slot) = (-1, null);
        lock (_monitor)
        {
            while (_begun == _filled && !_regions.HasMore && !(_completed && !_isHandingOn) && _fault is null)
            {
                Monitor.Wait(_monitor);
            }

            if (_fault is not null)
            {
                return false;
            }

            if (_regions.HasMore)
            {
                region = _regions.Take();
                return true;
            }

            slot = _begun == _filled ? null : _slots[_begun++ % _slots.Length];
            return slot is not null;
        }
    }

    private void LookCloser(int region, Detector detector)
    {
        // What is dealt out does not change until it is done.
        detector.DetectPart(_regions.Frame!, _regions.Region(region), _regions.Found(region));
        lock (_monitor)
        {
            _regions.Done();
            Monitor.PulseAll(_monitor);
        }
    }

    /// <summary>Looks at the regions of a frame whose turn has come, together with the other threads, and merges what they show.</summary>
    private void LookCloser(Slot slot, Detector detector)
    {
        if (_plan!(slot.Frame!) is not { IsEmpty: false } regions)
        {
            return;
        }

        lock (_monitor)
        {
            _regions.Begin(slot.Frame!, regions);
            Monitor.PulseAll(_monitor);
        }

        while (TakeRegion() is { } region)
        {
            LookCloser(region, detector);
        }

        var started = Stage.Regions.Start();
        _merge.Begin(slot.Frame!.Width, slot.Frame.Height);
        _merge.Add(null, slot.Detections);
        for (var i = 0; i < _regions.Count; i++)
        {
            _merge.Add(_regions.Region(i), _regions.Found(i));
        }

        _merge.Finish(slot.Detections);
        Stage.Regions.Stop(started);
    }

    /// <summary>Null when all are looked at.</summary>
    private int? TakeRegion()
    {
        lock (_monitor)
        {
            if (_regions.HasMore)
            {
                return _regions.Take();
            }

            while (!_regions.IsDone && _fault is null)
            {
                Monitor.Wait(_monitor);
            }
        }

        ThrowFault();
        return null;
    }

    /// <summary>Hands on what is done in a row from the oldest on; the frame after a gap is handed on by who closes the gap.</summary>
    private void HandOn(Slot detected, Detector detector)
    {
        lock (_monitor)
        {
            detected.IsDetected = true;
            if (_isHandingOn)
            {
                return;
            }

            _isHandingOn = true;
        }

        while (NextToHandOn() is { } slot)
        {
            if (_plan is not null)
            {
                LookCloser(slot, detector);
            }

            _detected(slot.Frame!, slot.Detections);
            slot.Frame!.Dispose();
            slot.Frame = null;
        }
    }

    /// <summary>Frees the slot that was handed on before, if any.</summary>
    private Slot? NextToHandOn()
    {
        lock (_monitor)
        {
            var slot = Oldest;
            if (slot is { IsDetected: true, Frame: null })
            {
                slot.IsDetected = false;
                _handedOn++;
                Monitor.PulseAll(_monitor);
                slot = Oldest;
            }

            _isHandingOn = slot.IsDetected;
            return slot.IsDetected ? slot : null;
        }
    }

    private sealed class Slot
    {
        public Frame? Frame { get; set; }

        public List<Domain.Detection> Detections { get; } = [];

        public bool IsDetected { get; set; }
    }
}
