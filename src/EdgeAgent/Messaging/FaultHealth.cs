namespace EdgeAgent.Messaging;

/// <param name="Code">Stable and documented, such as <c>camera/unauthorized</c>.</param>
internal sealed record FaultHealth(string Code, string Message, string? Path);
