using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>What became of what the center, or somebody in its name, said to the pole since the agent began.</summary>
internal sealed record ControlHealth(
    [Description("Commands, acknowledgements and desired states that took effect since the agent started.")] [Range(0, double.MaxValue)] long Accepted,
    [Description("Commands that came again and got the same answer.")] [Range(0, double.MaxValue)] long Repeated,
    [Description("Messages that came faster than they could be looked at.")] [Range(0, double.MaxValue)] long Dropped,
    [Description("How many of each code, such as `signature/invalid`.")] IReadOnlyDictionary<string, long> Refused);
