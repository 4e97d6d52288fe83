namespace EdgeAgent.Messaging;

/// <summary>An order that is not in force.</summary>
/// <param name="Order">Its id, or its place where it has none.</param>
/// <param name="Problem">Why.</param>
internal sealed record OrderRefusedMessage(string Order, FaultHealth Problem);
