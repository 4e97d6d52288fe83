using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>Names the colours of tops and bottoms of a person in one view. Not for several threads.</summary>
internal sealed class GarmentSampler
{
    /// <summary>Long hair hangs over the shoulders: the weight of what is there, and how fast it rises below.</summary>
    private const float Shoulders = 0.35f;

    private const float Falling = 3.5f;

    // What is nearly black tells less of its hue than the folds that the light falls on.
    private const float Lit = 15;
    private const float LeastLit = 0.3f;

    private readonly PersonPatch _patch = new();

    /// <summary>Each sums to one; all zero where nothing of it lies in the picture.</summary>
    public void SamplePerson(Frame frame, in SceneLight light, in BoundingBox box, out ColorWeights tops, out ColorWeights bottoms)
    {
        _patch.Read(new LabSampler(frame, light), box.X * frame.Width, box.Y * frame.Height, box.Width * frame.Width, box.Height * frame.Height);
        var waist = Waist.Find(_patch);
        tops = Name(Waist.First, waist - 1, Shoulders);
        bottoms = Name(waist + 1, Waist.Last, 1);
    }

    private ColorWeights Name(int first, int last, float shoulders)
    {
        var (weights, sum) = (default(ColorWeights), 0f);
        for (var row = first; row < last; row++)
        {
            var rowWeight = Math.Clamp(shoulders + (Falling * (((float)row / PersonPatch.Rows) - Waist.Shoulders)), shoulders, 1);
            for (var column = 0; column < PersonPatch.Columns; column++)
            {
                var color = _patch.Color(row, column);
                var weight = rowWeight * _patch.Weight(row, column) * Math.Clamp(color.Lightness / Lit, LeastLit, 1);
                if (weight > 0)
                {
                    ColorNamer.Name(color, weight, ref weights);
                    sum += weight;
                }
            }
        }

        return weights.DividedBy(sum);
    }
}
