namespace EdgeAgent.Messaging;

/// <summary>Where a camera that can be turned looks.</summary>
/// <param name="State"><c>home</c>, <c>away</c>, <c>asking</c> until it first tells, or <c>unknown</c> while it does not tell, and its rules go on.</param>
/// <param name="Code">Why it does not tell.</param>
internal sealed record PtzHealth(string State, string? Code);
