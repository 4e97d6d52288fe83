namespace EdgeAgent.Domain;

/// <summary>A stretch of time within what was asked for that a clip does not show.</summary>
/// <param name="From">End of the last picture before it.</param>
/// <param name="To">First picture after it; the same as <paramref name="From"/> where only the file changes.</param>
/// <param name="Reason">Why.</param>
internal sealed record ClipGap(UtcTime From, UtcTime To, ClipGapReason Reason);
