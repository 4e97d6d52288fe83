namespace EdgeAgent.Control.Verbs;

/// <summary>A clip that is on its way.</summary>
/// <param name="ClipId">As its manifest has it.</param>
/// <param name="Start">What it really shows.</param>
/// <param name="End">What it really shows.</param>
/// <param name="Complete">The whole asked time is in it.</param>
internal sealed record ClipResult(Guid ClipId, DateTimeOffset Start, DateTimeOffset End, bool Complete, long SizeBytes);
