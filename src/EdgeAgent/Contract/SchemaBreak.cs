namespace EdgeAgent.Contract;

/// <summary>Where a schema no longer keeps what a released one promised.</summary>
/// <param name="Path">Such as <c>properties/data/properties/epoch</c>.</param>
/// <param name="Reason">What changed.</param>
internal sealed record SchemaBreak(string Path, string Reason);
