namespace EdgeAgent.Messaging;

/// <summary>How the live search orders stand.</summary>
/// <param name="Version">Of the set in force.</param>
/// <param name="InForce">How many are looked for.</param>
/// <param name="Refused">How many of the last set are not; why stands among the faults.</param>
internal sealed record OrdersHealth(long Version, int InForce, int Refused);
