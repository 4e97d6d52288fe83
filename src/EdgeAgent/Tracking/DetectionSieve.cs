using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>Lets through what can be a detection, parted into high and low scores, at most so many of them.</summary>
internal sealed class DetectionSieve(TrackerOptions options)
{
    /// <summary>How many picture sizes a box may reach beyond the picture; an object that is leaving needs no more.</summary>
    private const float Beyond = 1;

    private const float SmallestSize = 1e-4f;

    /// <summary>What part of a box may be hidden by a nearer one, before the colours in it are taken for those of the other.</summary>
    private const float LargestHidden = 0.25f;

    private const float Edge = 0.005f;

    private readonly List<Candidate> _accepted = [];

    public List<Candidate> High { get; } = [];

    public List<Candidate> Low { get; } = [];

    /// <summary>Returns how many were refused: no box, no score, no class, or beyond the most that are looked at.</summary>
    /// <param name="detections">As the detector gave them.</param>
    /// <param name="colors">Of each detection, or fewer or none.</param>
    public int Sift(ReadOnlySpan<Domain.Detection> detections, ReadOnlySpan<ColorHistogram> colors)
    {
        _accepted.Clear();
        High.Clear();
        Low.Clear();
        var rejected = 0;
        for (var i = 0; i < detections.Length; i++)
        {
            if (!IsPlausible(detections[i]))
            {
                rejected++;
            }
            else if (detections[i].Score >= options.LowScore)
            {
                _accepted.Add(new Candidate(detections[i], i < colors.Length ? colors[i] : default));
            }
        }

        if (_accepted.Count > options.MaximumDetections)
        {
            rejected += _accepted.Count - options.MaximumDetections;
            _accepted.Sort(static (a, b) => b.Score.CompareTo(a.Score));
            _accepted.RemoveRange(options.MaximumDetections, _accepted.Count - options.MaximumDetections);
        }

        foreach (var candidate in _accepted)
        {
            var own = candidate.Color.IsEmpty || ShowsItself(candidate) ? candidate : candidate with { Color = default };
            (candidate.Score >= options.HighScore ? High : Low).Add(own);
        }

        return rejected;
    }

    // Whoever comes in or goes out shows one side, which is taken for the whole.
    private bool ShowsItself(in Candidate candidate)
    {
        var box = candidate.Box;
        if (box.X < Edge || box.Right > 1 - Edge)
        {
            return false;
        }

        foreach (var other in _accepted)
        {
            // Who stands lower in the picture stands nearer.
            if (other.Box.Bottom > box.Bottom && other.Box.Intersection(box) > LargestHidden * box.Area)
            {
                return false;
            }
        }

        return true;
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
