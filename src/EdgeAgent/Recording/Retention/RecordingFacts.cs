using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Retention;

/// <summary>How the recordings of all cameras are.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Oldest">When the oldest begins; null where there is none whose time is sure.</param>
/// <param name="PredictedDays">How far back they will reach; null until something was recorded.</param>
/// <param name="HeldBytes">Kept for cases.</param>
/// <param name="Faults">What is wrong with them.</param>
internal sealed record RecordingFacts(long Bytes, DateTimeOffset? Oldest, double? Days, double? PredictedDays, long HeldBytes, ImmutableArray<Problem> Faults);
