using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>How the recordings on the pole are.</summary>
internal sealed record RecordingHealth(
    [Description("All recordings on the pole.")] [Range(0, double.MaxValue)] long Bytes,
    [Description("When the oldest of them begins; absent where there is none.")] DateTimeOffset? Oldest,
    [Description("How far back they reach.")] double? Days,
    [Description("How far back they will reach, at the present bit rates; absent until it can be told.")] double? PredictedDays,
    [Description("Of them what is kept for cases, beyond its retention.")] [Range(0, double.MaxValue)] long HeldBytes,
    [Description("What came from the cameras and is not on disk, since the agent started.")] double LostSeconds,
    [Description("Codes of what is wrong; in words they stand among the faults of the pole.")] ImmutableArray<string> Faults);
