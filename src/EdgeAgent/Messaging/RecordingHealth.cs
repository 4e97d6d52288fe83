using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>How the recordings on the pole are.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Oldest">When the oldest begins.</param>
/// <param name="Days">How far they reach back.</param>
/// <param name="PredictedDays">How far they will, at the present bit rates.</param>
/// <param name="HeldBytes">Kept for cases.</param>
/// <param name="LostSeconds">What came from the cameras and is not on disk, since the agent started.</param>
/// <param name="Faults">Codes.</param>
internal sealed record RecordingHealth(
    long Bytes, DateTimeOffset? Oldest, double? Days, double? PredictedDays, long HeldBytes, double LostSeconds, ImmutableArray<string> Faults);
