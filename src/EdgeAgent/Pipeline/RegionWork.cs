using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>The regions of one frame, dealt out to threads. Every method wants the lock of the <see cref="OrderedDetection"/> that owns it held.</summary>
internal sealed class RegionWork
{
    private readonly List<PixelRectangle> _regions = [];
    private readonly List<List<Domain.Detection>> _found = [];
    private int _taken;
    private int _done;

    public Frame? Frame { get; private set; }

    public int Count => _regions.Count;

    public bool HasMore => _taken < _regions.Count;

    public bool IsDone => _done == _regions.Count;

    public void Begin(Frame frame, ReadOnlySpan<PixelRectangle> regions)
    {
        Frame = frame;
        (_taken, _done) = (0, 0);
        _regions.Clear();
        _regions.AddRange(regions);
        while (_found.Count < _regions.Count)
        {
            _found.Add([]);
        }
    }

    public int Take() => _taken++;

    public void Done() => _done++;

    public PixelRectangle Region(int part) => _regions[part];

    public List<Domain.Detection> Found(int part) => _found[part];
}
