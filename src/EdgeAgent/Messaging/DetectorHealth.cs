namespace EdgeAgent.Messaging;

/// <param name="State">Such as <c>running</c> or <c>failed</c>.</param>
internal sealed record DetectorHealth(string State, string? ModelName, string? ModelVersion);
