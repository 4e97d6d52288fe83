namespace EdgeAgent.Domain;

/// <summary>Which order something was found for.</summary>
internal sealed record OrderReference(string Id, string Case);
