namespace EdgeAgent.Messaging;

/// <summary>What a camera's detector sees at the same place for ever, and is not told of.</summary>
/// <param name="Count">How many such places it has learned.</param>
/// <param name="Suppressed">Detections that were dropped there since the start.</param>
internal sealed record StaticsHealth(int Count, long Suppressed);
