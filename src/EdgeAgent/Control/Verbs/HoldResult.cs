using System.ComponentModel;

namespace EdgeAgent.Control.Verbs;

/// <summary>A hold that is in force.</summary>
internal sealed record HoldResult(
    [Description("To let go of it.")] Guid HoldId,
    [Description("When it ends by itself.")] DateTimeOffset Until);
