namespace EdgeAgent.Domain;

/// <summary>How many objects of a class crossed a line one way.</summary>
internal sealed record LineCount(string ObjectClass, LineDirection Direction, int Count);
