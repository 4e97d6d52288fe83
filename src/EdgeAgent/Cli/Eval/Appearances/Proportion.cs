using System.Globalization;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>So many of so many, with the interval in which the true share lies in 95 of 100 cases (Wilson 1927).</summary>
internal readonly record struct Proportion(int Count, int Of)
{
    private const double Quantile = 1.959964;

    public double? Share => Of == 0 ? null : (double)Count / Of;

    public double Low => Bound(-1);

    public double High => Bound(1);

    public override string ToString() => Of == 0
        ? "of none"
        : string.Create(CultureInfo.InvariantCulture, $"{Count} of {Of} = {100.0 * Count / Of:0.0} % (95 %: {100 * Low:0}-{100 * High:0} %)");

    private double Bound(int sign)
    {
        if (Of == 0)
        {
            return sign < 0 ? 0 : 1;
        }

        var (n, p, z) = ((double)Of, (double)Count / Of, Quantile);
        return Math.Clamp((p + (z * z / (2 * n)) + (sign * z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n))))) / (1 + (z * z / n)), 0, 1);
    }
}
