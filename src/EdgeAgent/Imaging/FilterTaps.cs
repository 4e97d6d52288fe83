namespace EdgeAgent.Imaging;

/// <summary>
/// For each output sample the source samples that make it, and their weights. Where the picture shrinks, an output sample is the mean of
/// the area that it covers; where it grows, it is interpolated between two. All have as many taps, some of weight 0: a loop of one length
/// is predicted by the processor, one of five or six rounds is not.
/// </summary>
internal sealed class FilterTaps
{
    private readonly int _source;
    private readonly double _scale;
    private readonly double _extent;

    /// <param name="source">Samples that there are.</param>
    /// <param name="target">Samples that are wanted.</param>
    /// <param name="inPairs">Make the number of taps even.</param>
    public FilterTaps(int source, int target, bool inPairs)
    {
        (_source, OutputCount) = (source, target);
        _scale = (double)source / target;
        _extent = Math.Max(1, _scale);
        var taps = (int)Math.Ceiling(_extent) + 1;
        TapCount = inPairs ? (taps + 1) & ~1 : taps;
    }

    public int OutputCount { get; }

    public int TapCount { get; }

    /// <summary>Fewer samples than taps: some taps lie beyond the source, and their weight is 0.</summary>
    public bool IsBeyondSource => TapCount > _source;

    /// <summary>The first source sample of each output sample.</summary>
    public int[] Starts() => [.. Enumerable.Range(0, OutputCount).Select(StartOf)];

    /// <summary>The weights of all output samples in units of 1/<paramref name="one"/>, each at most one unit less than 1. They sum to exactly 1 where there are two samples or more.</summary>
    public int[] Weights(int one) => [.. Enumerable.Range(0, OutputCount).SelectMany(output => Round(WeightsOf(output), one, _source - StartOf(output)))];

    private int StartOf(int output) =>
        Math.Clamp((int)Math.Floor(((output + 0.5) * _scale) - (_extent / 2)), 0, Math.Max(0, _source - TapCount));

    /// <summary>How much of each sample lies in the interval that the output sample covers; with an extent of 1 that is linear interpolation.</summary>
    private double[] WeightsOf(int output)
    {
        var (from, to) = (((output + 0.5) * _scale) - (_extent / 2), ((output + 0.5) * _scale) + (_extent / 2));
        var shares = Enumerable.Range(StartOf(output), TapCount)
            .Select(at => at < _source ? Math.Max(0, Math.Min(at + 1, to) - Math.Max(at, from)) : 0)
            .ToArray();
        return [.. shares.Select(share => share / shares.Sum())];
    }

    /// <summary>Rounds down, and gives the units that are missing to those that lost most; a weight that is all shares one unit, and loses it where there is no other sample.</summary>
    private static int[] Round(double[] exact, int one, int samples)
    {
        var weights = exact.Select(weight => Math.Min((int)(weight * one), one - 1)).ToArray();
        var losers = Enumerable.Range(0, exact.Length)
            .Where(i => i < samples && weights[i] < one - 1)
            .OrderByDescending(i => (exact[i] * one) - weights[i])
            .Take(one - weights.Sum());
        foreach (var loser in losers.ToList())
        {
            weights[loser]++;
        }

        return weights;
    }
}
