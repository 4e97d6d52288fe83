namespace EdgeAgent.Messaging;

/// <summary>What became of what the center, or somebody in its name, said to the pole since the agent began.</summary>
/// <param name="Accepted">Commands, acknowledgements and desired states that took effect.</param>
/// <param name="Repeated">Commands that came again and got the same answer.</param>
/// <param name="Dropped">Messages that came faster than they could be looked at.</param>
/// <param name="Refused">How many of each code, such as <c>signature/invalid</c>.</param>
internal sealed record ControlHealth(long Accepted, long Repeated, long Dropped, IReadOnlyDictionary<string, long> Refused);
