using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>Names the colours of tops and bottoms of a person in one view. Not for several threads.</summary>
internal sealed class GarmentSampler
{
    private readonly PersonPatch _patch = new();

    /// <summary>Each sums to one; all zero where nothing of it lies in the picture.</summary>
    public void SamplePerson(Frame frame, in SceneLight light, in BoundingBox box, out ColorWeights tops, out ColorWeights bottoms)
    {
        _patch.Read(new LabSampler(frame, light), box.X * frame.Width, box.Y * frame.Height, box.Width * frame.Width, box.Height * frame.Height);
        var waist = Waist.Find(_patch);
        tops = Name(Waist.First, waist - 1);
        bottoms = Name(waist + 1, Waist.Last);
    }

    private ColorWeights Name(int first, int last)
    {
        var (weights, sum) = (default(ColorWeights), 0f);
        for (var row = first; row < last; row++)
        {
            for (var column = 0; column < PersonPatch.Columns; column++)
            {
                var weight = _patch.Weight(row, column);
                if (weight > 0)
                {
                    ColorNamer.Name(_patch.Color(row, column), weight, ref weights);
                    sum += weight;
                }
            }
        }

        return weights.DividedBy(sum);
    }
}
