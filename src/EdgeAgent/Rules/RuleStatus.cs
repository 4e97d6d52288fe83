using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>How one rule stands, for the health message.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="State">Whether it may fire.</param>
/// <param name="IsClockUnknown">It has a schedule, but nobody knows what time it is: it is armed to be on the safe side.</param>
/// <param name="Suppressed">Alerts that its budget has held back so far.</param>
/// <param name="LastFired">When it fired last, held back or not.</param>
internal sealed record RuleStatus(string Rule, RuleState State, bool IsClockUnknown, long Suppressed, MediaTime? LastFired);
