using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording.Retention;

/// <summary>Decides what is deleted. Pure: whatever the disk does, the decision can be repeated.</summary>
internal static class RetentionRules
{
    /// <param name="oldestFirst">Whole segments of all cameras in the order in which they were recorded; read only as far as need be.</param>
    /// <param name="limits">What they may take.</param>
    /// <param name="usedBytes">By all recordings, also those that are being written.</param>
    /// <param name="freeBytes">On their file system; null where it cannot be said.</param>
    /// <param name="now">Null while the clock is not synchronised: then nothing is too old.</param>
    /// <param name="isKept">Pinned or held: never deleted.</param>
    public static RetentionDecision Decide(
        IEnumerable<Segment> oldestFirst, RetentionLimits limits, long usedBytes, long? freeBytes, DateTimeOffset? now, Func<Segment, bool> isKept)
    {
        var delete = new List<Segment>();

        // Their own time says nothing: they are as old at least as the first after them whose time is sure.
        var undated = new List<Segment>();
        foreach (var segment in oldestFirst)
        {
            var over = IsOver(limits, usedBytes, freeBytes);

            // What has not been yet was dated by a clock that was wrong, too.
            var isDated = segment.StartUtc.Synchronised && !(segment.StartUtc.Value > now);
            var isOld = isDated && now - segment.EndUtc > limits.MaximumAge;
            if (!over && !isOld && isDated)
            {
                break;
            }

            if (isOld)
            {
                undated.ForEach(Delete);
                undated.Clear();
            }

            if (isKept(segment))
            {
                continue;
            }

            if (over || isOld)
            {
                Delete(segment);
            }
            else
            {
                undated.Add(segment);
            }
        }

        return new RetentionDecision(delete, usedBytes, freeBytes);

        void Delete(Segment segment)
        {
            delete.Add(segment);
            usedBytes -= segment.SizeBytes;
            freeBytes += segment.SizeBytes;
        }
    }

    private static bool IsOver(RetentionLimits limits, long usedBytes, long? freeBytes) =>
        usedBytes > limits.MaximumBytes || freeBytes < limits.MinimumFreeBytes;
}
