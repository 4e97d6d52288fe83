namespace EdgeAgent.Tracking.Statics;

/// <summary>The static detections of one camera: what is dropped, and what is forgotten as it was not seen for long.</summary>
internal sealed class KnownStatics(StaticsOptions options, IReadOnlyList<string> labels)
{
    public const int Most = 128;

    private readonly List<StaticObject> _all = [];
    private readonly List<int> _classes = [];
    private readonly List<StaticObject> _gone = [];
    private int _nextId = 1;

    public IReadOnlyList<StaticObject> All => _all;

    /// <summary>Those that the last frame had forgotten.</summary>
    public IReadOnlyList<StaticObject> Gone => _gone;

    public bool IsFull => _all.Count >= Most;

    /// <summary>The id that the next one will have.</summary>
    public int NextId => _nextId;

    /// <summary>Takes up what another run has learned. What the model has no label for waits for a model that has, as long as for one that is not seen.</summary>
    public void Restore(IEnumerable<StaticObject> known, int nextId)
    {
        foreach (var item in known.Take(Most))
        {
            Put(item);
            _nextId = Math.Max(_nextId, item.Id + 1);
        }

        _nextId = Math.Max(_nextId, nextId);
    }

    public StaticObject Add(string label, BoxMean mean)
    {
        var item = new StaticObject(_nextId++, label, mean);
        Put(item);
        return item;
    }

    public bool Forget(int id)
    {
        var at = _all.FindIndex(item => item.Id == id);
        if (at >= 0)
        {
            RemoveAt(at);
        }

        return at >= 0;
    }

    /// <summary>Marks the detections that are static ones, at most one for each.</summary>
    /// <returns>How many.</returns>
    public int Mark(List<Domain.Detection> detections, Span<bool> marked, double step)
    {
        _gone.Clear();

        // A picture in which nothing is seen, as it is black, covered or blurred, is no sign that something has gone.
        var unseen = detections.Count > 0 ? step : 0;
        var count = 0;
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var (best, fit) = (-1, 0f);
            for (var k = 0; k < detections.Count; k++)
            {
                if (detections[k].ClassId == _classes[i] && !marked[k] && _all[i].Fit(detections[k].Box) is var found && found > fit)
                {
                    (best, fit) = (k, found);
                }
            }

            if (best >= 0)
            {
                marked[best] = true;
                count++;
                _all[i].Drop(detections[best].Box);
                continue;
            }

            _all[i].Miss(unseen);
            if (_all[i].UnseenSeconds > options.ForgetHours * 3600)
            {
                _gone.Add(_all[i]);
                RemoveAt(i);
            }
        }

        return count;
    }

    private void Put(StaticObject item)
    {
        _all.Add(item);
        _classes.Add(IndexOf(item.Label));
    }

    private void RemoveAt(int at)
    {
        _all.RemoveAt(at);
        _classes.RemoveAt(at);
    }

    private int IndexOf(string label)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        return -1;
    }
}
