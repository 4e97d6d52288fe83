using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting;

/// <summary>What the health message says of one rule.</summary>
internal static class RuleReport
{
    public static RuleHealth Of(RuleStatus status, IMediaClock clock) => new()
    {
        Rule = status.Rule,
        State = MessageJson.KebabCase(status.State),
        Reason = status.IsClockUnknown ? "clock-unsynced" : null,
        Suppressed = status.Suppressed > 0 ? status.Suppressed : null,
        LastFired = status.LastFired is { } fired ? clock.ToUtc(fired).Value : null,
    };
}
