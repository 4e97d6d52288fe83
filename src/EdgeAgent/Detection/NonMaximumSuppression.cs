namespace EdgeAgent.Detection;

/// <summary>Greedy suppression per class: of the boxes of a class that overlap more than a limit only the best stays.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>A frame with more candidates than this is noise, and the cost is quadratic.</summary>
    private const int MaximumCandidates = 1000;

    /// <summary>Sorts <paramref name="detections"/> by falling score and removes the suppressed, in place.</summary>
    public static void Apply(List<Domain.Detection> detections, float iou)
    {
        detections.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var kept = 0;
        for (var i = 0; i < Math.Min(detections.Count, MaximumCandidates); i++)
        {
            if (!IsSuppressed(detections, kept, detections[i], iou))
            {
                detections[kept++] = detections[i];
            }
        }

        detections.RemoveRange(kept, detections.Count - kept);
    }

    private static bool IsSuppressed(List<Domain.Detection> detections, int kept, in Domain.Detection candidate, float iou)
    {
        for (var i = 0; i < kept; i++)
        {
            if (detections[i].ClassId == candidate.ClassId && detections[i].Box.IntersectionOverUnion(candidate.Box) > iou)
            {
                return true;
            }
        }

        return false;
    }
}
