namespace EdgeAgent.Cli.Eval;

/// <summary>How far two models agree on one file.</summary>
/// <param name="File">Its name.</param>
/// <param name="All">Over all labels.</param>
/// <param name="Person">Over persons alone.</param>
internal sealed record FileAgreement(string File, Agreement All, Agreement Person);
