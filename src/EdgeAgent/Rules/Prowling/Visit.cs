using EdgeAgent.Rules.Parking;

namespace EdgeAgent.Rules.Prowling;

/// <summary>A stop at a parked vehicle.</summary>
/// <param name="Place">Of the vehicle.</param>
/// <param name="At">When it was last, on the rule's own clock.</param>
internal readonly record struct Visit(ParkedPlace Place, TimeSpan At);
