namespace EdgeAgent.Search;

/// <summary>How far one attribute of a description speaks for a match.</summary>
/// <param name="Attribute">Such as <c>tops</c>.</param>
/// <param name="LogLikelihoodRatio">Natural logarithm: above 0 for, below against, 0 where it is unknown.</param>
/// <param name="Seen">What was seen, in words.</param>
internal readonly record struct AttributeScore(string Attribute, float LogLikelihoodRatio, string Seen);
