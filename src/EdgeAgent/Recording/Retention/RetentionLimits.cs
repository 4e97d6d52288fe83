namespace EdgeAgent.Recording.Retention;

/// <summary>What recordings may take.</summary>
/// <param name="MaximumBytes">Of all recordings together; null where nobody says.</param>
/// <param name="MaximumAge">A recording that ended longer ago is deleted.</param>
/// <param name="MinimumFreeBytes">Left free on their file system.</param>
internal sealed record RetentionLimits(long? MaximumBytes, TimeSpan MaximumAge, long MinimumFreeBytes)
{
    public static RetentionLimits From(RecordingOptions options) =>
        new(options.MaximumBytes, TimeSpan.FromDays(options.MaximumDays), options.MinimumFreeBytes);
}
