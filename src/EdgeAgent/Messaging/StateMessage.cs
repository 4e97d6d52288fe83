namespace EdgeAgent.Messaging;

/// <summary>Whether the pole is there. A consumer drops lower epochs; within one epoch, offline is final.</summary>
/// <param name="Reason"><c>connected</c>, <c>stopped</c>, or <c>connection-lost</c> in the will.</param>
internal sealed record StateMessage(bool Online, long Epoch, string? Reason);
