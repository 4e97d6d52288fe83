using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>The configuration cannot be used. It carries everything that is wrong, not the first thing alone.</summary>
internal sealed class ConfigurationException(IReadOnlyList<Problem> problems) : ProblemException(problems[0])
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
