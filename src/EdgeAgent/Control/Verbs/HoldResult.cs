namespace EdgeAgent.Control.Verbs;

/// <summary>A hold that is in force.</summary>
/// <param name="HoldId">To let go of it.</param>
/// <param name="Until">When it ends by itself.</param>
internal sealed record HoldResult(Guid HoldId, DateTimeOffset Until);
