namespace EdgeAgent.Cli.Eval;

/// <summary>One object as two models saw it, or one of them did not.</summary>
/// <param name="Label">What both call it.</param>
internal readonly record struct DetectionPair(string Label, Domain.Detection? Reference, Domain.Detection? Candidate);
