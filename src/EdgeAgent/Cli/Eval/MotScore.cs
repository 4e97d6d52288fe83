using EdgeAgent.Tracking;

namespace EdgeAgent.Cli.Eval;

/// <summary>CLEAR-MOT (Bernardin and Stiefelhagen 2008) and IDF1 (Ristani et al. 2016, section 3) at an overlap of 0.5.</summary>
internal sealed record MotScore(double Mota, double Idf1, int FalsePositives, int Misses, int Switches, int Truth)
{
    private const double LeastOverlap = 0.5;

    public static MotScore Of(IReadOnlyCollection<MotBox> truth, IReadOnlyCollection<MotBox> result)
    {
        var (falsePositives, misses, switches) = (0, 0, 0);
        var last = new Dictionary<int, int>();
        var together = new Dictionary<(int Truth, int Result), int>();
        var truthByFrame = truth.ToLookup(box => box.Frame);
        var resultByFrame = result.ToLookup(box => box.Frame);
        foreach (var frame in truth.Concat(result).Select(box => box.Frame).Distinct().Order())
        {
            var (expected, found) = (truthByFrame[frame].ToList(), resultByFrame[frame].ToList());
            foreach (var (a, b) in expected.SelectMany(a => found.Where(b => a.Overlap(b) >= LeastOverlap).Select(b => (a.Id, b.Id))))
            {
                together[(a, b)] = together.GetValueOrDefault((a, b)) + 1;
            }

            // A pair of the last frame stays a pair while it still overlaps.
            var pairs = new List<(MotBox Truth, MotBox Result)>();
            foreach (var a in expected.ToList())
            {
                var kept = found.FindIndex(b => last.TryGetValue(a.Id, out var id) && id == b.Id && a.Overlap(b) >= LeastOverlap);
                if (kept >= 0)
                {
                    pairs.Add((a, found[kept]));
                    found.RemoveAt(kept);
                    expected.Remove(a);
                }
            }

            var columns = Assign(expected.Count, found.Count, 1 - LeastOverlap + 1e-9, (i, j) => 1 - expected[i].Overlap(found[j]));
            pairs.AddRange(Enumerable.Range(0, expected.Count).Where(i => columns[i] >= 0).Select(i => (expected[i], found[columns[i]])));
            foreach (var (a, b) in pairs)
            {
                switches += last.TryGetValue(a.Id, out var id) && id != b.Id ? 1 : 0;
                last[a.Id] = b.Id;
            }

            misses += truthByFrame[frame].Count() - pairs.Count;
            falsePositives += resultByFrame[frame].Count() - pairs.Count;
        }

        // The identity assignment with the most common frames has the highest IDF1 = 2·IDTP / (truth + result).
        var truthIds = together.Keys.Select(pair => pair.Truth).Distinct().ToList();
        var resultIds = together.Keys.Select(pair => pair.Result).Distinct().ToList();
        double Common(int i, int j) => together.GetValueOrDefault((truthIds[i], resultIds[j]));
        var identities = Assign(truthIds.Count, resultIds.Count, 0, (i, j) => -Common(i, j));
        var common = Enumerable.Range(0, truthIds.Count).Where(i => identities[i] >= 0).Sum(i => Common(i, identities[i]));
        return new MotScore(
            1 - ((double)(falsePositives + misses + switches) / truth.Count),
            2 * common / (truth.Count + result.Count),
            falsePositives,
            misses,
            switches,
            truth.Count);
    }

    private static int[] Assign(int rows, int columns, double limit, Func<int, int, double> cost)
    {
        var costs = new double[rows * columns];
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] = cost(i / columns, i % columns);
        }

        var result = new int[rows];
        new LinearAssignment().Solve(costs, rows, columns, limit, result);
        return result;
    }
}
