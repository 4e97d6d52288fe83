using EdgeAgent.Detection;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>
/// Detects on several frames at once, one to a thread, and hands them on in the order in which they came. For recorded video, which can
/// be decoded ahead: one inference on each core is faster than one inference spread over all of them.
/// </summary>
internal sealed class OrderedDetection : IDisposable
{
    private readonly object _monitor = new();
    private readonly Slot[] _slots;
    private readonly Thread[] _threads;
    private readonly Action<Frame, List<Domain.Detection>> _detected;
    private long _filled;
    private long _begun;
    private long _handedOn;
    private bool _isHandingOn;
    private bool _completed;
    private Exception? _fault;

    /// <param name="model">Runs on all threads.</param>
    /// <param name="threads">How many.</param>
    /// <param name="detected">Called for one frame after the other; the frame is disposed of when it returns.</param>
    public OrderedDetection(OnnxModel model, int threads, Action<Frame, List<Domain.Detection>> detected)
    {
        _detected = detected;

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
            while (Take() is { } slot)
            {
                detector.Detect(slot.Frame!, slot.Detections);
                HandOn(slot);
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

    private Slot? Take()
    {
        lock (_monitor)
        {
            while (_begun == _filled && !_completed && _fault is null)
            {
                Monitor.Wait(_monitor);
            }

            return _begun == _filled || _fault is not null ? null : _slots[_begun++ % _slots.Length];
        }
    }

    /// <summary>Hands on what is done in a row from the oldest on; the frame after a gap is handed on by who closes the gap.</summary>
    private void HandOn(Slot detected)
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
