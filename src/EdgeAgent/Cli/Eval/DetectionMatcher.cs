using EdgeAgent.Tracking;

namespace EdgeAgent.Cli.Eval;

/// <summary>Pairs what two models see in one frame, by label, so that the sum of overlaps above the least is greatest.</summary>
/// <param name="reference">Labels of the reference's classes.</param>
/// <param name="candidate">The same of the candidate, which may have others, or in another order.</param>
internal sealed class DetectionMatcher(IReadOnlyList<string> reference, IReadOnlyList<string> candidate)
{
    private const double LeastOverlap = 0.5;

    private readonly LinearAssignment _assignment = new();

    public IEnumerable<DetectionPair> Match(IReadOnlyList<Domain.Detection> expected, IReadOnlyList<Domain.Detection> found)
    {
        var costs = new double[expected.Count * found.Count];
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] = 1 - Overlap(expected[i / found.Count], found[i % found.Count]);
        }

        var columns = new int[expected.Count];
        _assignment.Solve(costs, expected.Count, found.Count, limit: 1 - LeastOverlap + 1e-6, columns);
        var seenByBoth = columns.Where(column => column >= 0).ToHashSet();
        return
        [
            .. expected.Select((detection, i) =>
                new DetectionPair(reference[detection.ClassId], detection, columns[i] >= 0 ? found[columns[i]] : null)),
            .. found.Where((_, column) => !seenByBoth.Contains(column)).Select(detection =>
                new DetectionPair(candidate[detection.ClassId], null, detection)),
        ];
    }

    private double Overlap(in Domain.Detection a, in Domain.Detection b) =>
        reference[a.ClassId] == candidate[b.ClassId] ? a.Box.IntersectionOverUnion(b.Box) : 0;
}
