using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Center;

/// <summary>What a pole says is wrong, as if it were said here.</summary>
internal static class StatusProblems
{
    public static void Write(IEnumerable<FaultHealth?> problems, TextWriter error) => FaultReport.WriteProblems(
        problems.OfType<FaultHealth>().Select(problem => new Problem(problem.Code, problem.Message, problem.Remedy ?? "", problem.Path)), error);
}
