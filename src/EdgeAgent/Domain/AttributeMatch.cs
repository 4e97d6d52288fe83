namespace EdgeAgent.Domain;

/// <summary>How far one attribute speaks for a resemblance.</summary>
/// <param name="Attribute">Such as <c>tops</c>.</param>
/// <param name="LogLikelihoodRatio">Natural logarithm: above 0 for, below against, 0 where it is unknown.</param>
/// <param name="Seen">What was seen, in words.</param>
internal sealed record AttributeMatch(string Attribute, float LogLikelihoodRatio, string Seen);
