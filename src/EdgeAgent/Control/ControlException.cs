using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Control;

/// <summary>What the center asked for cannot be done. It carries everything that is wrong, not the first thing alone.</summary>
internal sealed class ControlException(ImmutableArray<Problem> problems) : ProblemException(problems[0])
{
    public ControlException(Problem problem)
        : this([problem])
    {
    }

    public ImmutableArray<Problem> Problems { get; } = problems;
}
