using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Check;

/// <summary>One line of <c>check</c>.</summary>
/// <param name="Subject">What was looked at, such as <c>camera gate</c>.</param>
/// <param name="Verdict">Whether it will do.</param>
/// <param name="Finding">What was found, in one line.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record CheckResult(string Subject, Verdict Verdict, string Finding, string? Remedy = null)
{
    public static CheckResult Ok(string subject, string finding) => new(subject, Verdict.Ok, finding);

    public static CheckResult Warning(string subject, string finding, string remedy) => new(subject, Verdict.Warning, finding, remedy);

    public static CheckResult Failed(string subject, Problem problem) =>
        new(subject, Verdict.Failed, problem.Path is null ? $"{problem.Code}: {problem.Message}" : $"{problem.Code}: {problem.Path}: {problem.Message}", problem.Remedy);
}
