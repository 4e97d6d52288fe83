namespace EdgeAgent.Recording.Retention;

/// <summary>How many days of recording fit.</summary>
internal static class RecordingForecast
{
    /// <param name="limits">What recordings may take.</param>
    /// <param name="usedBytes">Theirs already.</param>
    /// <param name="freeBytes">On their file system; null where it cannot be said.</param>
    /// <param name="bytesPerSecond">Of all cameras together.</param>
    /// <returns>Not more than the age at which they are deleted; null where nothing is recorded.</returns>
    public static double? Days(RetentionLimits limits, long usedBytes, long? freeBytes, double bytesPerSecond)
    {
        if (bytesPerSecond <= 0 || CapacityBytes(limits, usedBytes, freeBytes) is not { } capacity)
        {
            return null;
        }

        return Math.Min(capacity / bytesPerSecond / 86_400, limits.MaximumAge.TotalDays);
    }

    /// <summary>What all recordings together may come to; null where neither disk nor setting says.</summary>
    public static long? CapacityBytes(RetentionLimits limits, long usedBytes, long? freeBytes)
    {
        var byDisk = freeBytes is { } free ? Math.Max(0, usedBytes + free - limits.MinimumFreeBytes) : (long?)null;
        return limits.MaximumBytes is { } most && (byDisk is null || most < byDisk) ? most : byDisk;
    }
}
