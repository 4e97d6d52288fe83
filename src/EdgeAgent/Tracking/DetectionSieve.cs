namespace EdgeAgent.Tracking;

/// <summary>Lets through what can be a detection, parted into high and low scores, at most so many of them.</summary>
internal sealed class DetectionSieve(TrackerOptions options)
{
    /// <summary>How many picture sizes a box may reach beyond the picture; an object that is leaving needs no more.</summary>
    private const float Beyond = 1;

    private const float SmallestSize = 1e-4f;

    private readonly List<Domain.Detection> _accepted = [];

    public List<Domain.Detection> High { get; } = [];

    public List<Domain.Detection> Low { get; } = [];

    /// <summary>Returns how many were refused: no box, no score, no class, or beyond the most that are looked at.</summary>
    public int Sift(ReadOnlySpan<Domain.Detection> detections)
    {
        _accepted.Clear();
        High.Clear();
        Low.Clear();
        var rejected = 0;
        foreach (ref readonly var detection in detections)
        {
            if (!IsPlausible(detection))
            {
                rejected++;
            }
            else if (detection.Score >= options.LowScore)
            {
                _accepted.Add(detection);
            }
        }

        if (_accepted.Count > options.MaximumDetections)
        {
            rejected += _accepted.Count - options.MaximumDetections;
            _accepted.Sort(static (a, b) => b.Score.CompareTo(a.Score));
            _accepted.RemoveRange(options.MaximumDetections, _accepted.Count - options.MaximumDetections);
        }

        foreach (var detection in _accepted)
        {
            (detection.Score >= options.HighScore ? High : Low).Add(detection);
        }

        return rejected;
    }

    // Comparisons are written so that a value that is not a number fails them.
    private static bool IsPlausible(in Domain.Detection detection)
    {
        var box = detection.Box;
        return detection is { ClassId: >= 0, Score: >= 0 and <= 1 }
            && box.Width >= SmallestSize && box.Height >= SmallestSize
            && box.X >= -Beyond && box.Y >= -Beyond
            && box.Right <= 1 + Beyond && box.Bottom <= 1 + Beyond;
    }
}
