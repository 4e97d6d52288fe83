using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>How one rule of a camera stands.</summary>
internal sealed record RuleHealth
{
    [Description("Id of the rule.")]
    public required string Rule { get; init; }

    [Description("`armed`, `disarmed` by its schedule, or `paused` while the camera looks elsewhere.")]
    public required string State { get; init; }

    [Description("`clock-unsynced` where it is armed only because nobody knows what time it is.")]
    public string? Reason { get; init; }

    [Description("Alerts that its budget has held back since the agent started; absent for none.")]
    [Range(0, double.MaxValue)]
    public long? Suppressed { get; init; }

    [Description("When it last raised an event; absent for never.")]
    public DateTimeOffset? LastFired { get; init; }
}
