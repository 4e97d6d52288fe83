namespace EdgeAgent.Messaging;

/// <summary>How one rule of a camera stands.</summary>
internal sealed record RuleHealth
{
    public required string Rule { get; init; }

    /// <summary><c>armed</c>, <c>disarmed</c> by its schedule, or <c>paused</c> while the camera looks elsewhere.</summary>
    public required string State { get; init; }

    /// <summary><c>clock-unsynced</c> where it is armed because nobody knows what time it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Alerts that its budget has held back since the agent began; absent for none.</summary>
    public long? Suppressed { get; init; }

    public DateTimeOffset? LastFired { get; init; }
}
