using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>Names the colours of the body of a vehicle in one view.</summary>
internal static class BodySampler
{
    private const int Rows = 12;
    private const int Columns = 36;

    // Of the box: doors and bonnet, below the windows and above the wheels, whichever side it shows.
    private const float Left = 0.15f;
    private const float Right = 0.85f;
    private const float Top = 0.42f;
    private const float Bottom = 0.7f;

    /// <summary>Sums to one; all zero where nothing of it lies in the picture.</summary>
    public static ColorWeights Sample(Frame frame, in SceneLight light, in BoundingBox box)
    {
        var sampler = new LabSampler(frame, light);
        var (width, height) = ((Right - Left) * box.Width * frame.Width, (Bottom - Top) * box.Height * frame.Height);
        var (x, y) = ((box.X + (Left * box.Width)) * frame.Width, (box.Y + (Top * box.Height)) * frame.Height);
        var (weights, sum) = (default(ColorWeights), 0f);
        for (var row = 0; row < Rows; row++)
        {
            var line = (int)MathF.Floor(y + ((row + 0.5f) / Rows * height));
            for (var column = 0; column < Columns; column++)
            {
                if (sampler.TryRead((int)MathF.Floor(x + ((column + 0.5f) / Columns * width)), line, out var color))
                {
                    ColorNamer.Name(color, 1, ref weights);
                    sum++;
                }
            }
        }

        return weights.DividedBy(sum);
    }
}
