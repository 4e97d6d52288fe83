namespace EdgeAgent.Imaging;

/// <summary>Which source samples make one output sample, and their weights, which sum to 1.</summary>
internal readonly record struct FilterTaps(int Start, float[] Weights)
{
    /// <summary>A triangle filter with samples at pixel centres; its half-width is the reduction, and 1 where the picture grows.</summary>
    public static FilterTaps[] Triangle(int source, int target)
    {
        var scale = (double)source / target;
        var support = Math.Max(1, scale);
        var taps = new FilterTaps[target];
        for (var i = 0; i < target; i++)
        {
            var center = ((i + 0.5) * scale) - 0.5;
            var first = Math.Max(0, (int)Math.Ceiling(center - support));
            var last = Math.Min(source - 1, (int)Math.Floor(center + support));
            var weights = new float[last - first + 1];
            double sum = 0;
            for (var j = 0; j < weights.Length; j++)
            {
                sum += weights[j] = (float)Math.Max(0, 1 - (Math.Abs(first + j - center) / support));
            }

            for (var j = 0; j < weights.Length; j++)
            {
                weights[j] = (float)(weights[j] / sum);
            }

            taps[i] = new FilterTaps(first, weights);
        }

        return taps;
    }
}
