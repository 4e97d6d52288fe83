using System.Runtime.InteropServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>
/// Takes out of a camera's detections what is seen at the same place for ever, before the tracker sees it, and learns what that is.
/// Pure: its only time is that of the frames. Allocates only for what it learns.
/// </summary>
/// <param name="options">How long it takes.</param>
/// <param name="labels">Of the model.</param>
/// <param name="aspect">Width of the picture by its height.</param>
internal sealed class StaticSieve(StaticsOptions options, IReadOnlyList<string> labels, double aspect)
{
    private readonly PlaceLearner _learner = new([.. labels.Select(label => ClassPatience.Of(label, options))], aspect);
    private readonly List<StaticObject> _new = [];
    private bool[] _isStatic = [];
    private bool[] _isKnown = [];
    private RunningTime _time;

    public KnownStatics Known { get; } = new(options, labels);

    /// <summary>Those that the last frame taught.</summary>
    public IReadOnlyList<StaticObject> New => _new;

    /// <summary>Detections that were taken out, also for those that are forgotten by now.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Places that are watched.</summary>
    public int WatchedPlaces => _learner.Count;

    /// <summary>The stream comes in another format from now on: what is known stays where it is in the picture.</summary>
    /// <param name="ratio">Width by height.</param>
    public void Reshape(double ratio) => _learner.Aspect = ratio;

    /// <param name="time">Of the frame.</param>
    /// <param name="detections">All that the detector gave, with low scores as well; afterwards, without the static ones.</param>
    /// <returns>How many were taken out.</returns>
    public int Sift(MediaTime time, List<Domain.Detection> detections)
    {
        var step = _time.Advance(time);
        var count = detections.Count;
        if (_isStatic.Length < count)
        {
            (_isStatic, _isKnown) = (new bool[Math.Max(64, 2 * count)], new bool[Math.Max(64, 2 * count)]);
        }

        var isStatic = _isStatic.AsSpan(0, count);
        isStatic.Clear();
        var dropped = Known.Mark(detections, isStatic, step);
        Suppressed += dropped;
        _new.Clear();
        if (options.Learn)
        {
            Learn(detections, isStatic, step);
        }

        if (dropped > 0)
        {
            Remove(detections, isStatic);
        }

        return dropped;
    }

    private void Learn(List<Domain.Detection> detections, ReadOnlySpan<bool> isStatic, double step)
    {
        var isKnown = _isKnown.AsSpan(0, isStatic.Length);
        isStatic.CopyTo(isKnown);
        _learner.Observe(detections, isKnown, _time.TotalSeconds, step);
        while (!Known.IsFull && _learner.TryTake(out var classId, out var mean))
        {
            _new.Add(Known.Add(labels[classId], mean));
        }
    }

    private static void Remove(List<Domain.Detection> detections, ReadOnlySpan<bool> isStatic)
    {
        var kept = 0;
        for (var k = 0; k < isStatic.Length; k++)
        {
            if (!isStatic[k])
            {
                detections[kept++] = detections[k];
            }
        }

        CollectionsMarshal.SetCount(detections, kept);
    }
}
