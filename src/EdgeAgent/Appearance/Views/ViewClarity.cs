using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Views;

/// <summary>What the picture itself takes from a view, wherever its box lies. Allocates nothing: some 1,500 samples of the luma.</summary>
/// <param name="Sharp">0–1: the mean step between neighbours relative to the contrast (a Tenengrad measure, Pertuz et al. 2013); 1 is as sharp as lenses draw.</param>
/// <param name="Lit">0–1: the part that is neither burnt out nor black.</param>
internal readonly record struct ViewClarity(float Sharp, float Lit)
{
    private const int Columns = 24;
    private const int Rows = 64;

    /// <summary>Part of the box's width that is looked at: what stands beside a person is sharp while the person is blurred.</summary>
    private const float Width = 0.6f;

    /// <summary>Steps are as wide as the pixels of a crop so high: finer ones are not seen in it.</summary>
    private const float CropHeight = 128;

    /// <summary>Variance of the sensor's noise in 8-bit luma: a flat surface is not sharp because it is noisy.</summary>
    private const float Noise = 16;

    /// <summary>Mean step of a sharp view, of the most that there can be.</summary>
    private const float Sharpest = 0.3f;

    /// <summary>8-bit luma of full range from which on a surface is burnt, and up to which it is black.</summary>
    private const float Burnt = 250;

    private const float Black = 6;

    /// <summary>How good it is beside a sharp and lit one, 0–1: a blurred picture of a person is better than none.</summary>
    public float Value => (0.25f + (0.75f * Sharp)) * Lit * Lit;

    /// <summary>None where nothing of the box lies in the picture.</summary>
    public static unsafe ViewClarity Of(Frame frame, in BoundingBox box)
    {
        var (luma, seen) = (frame.Luma, box.ClampToPicture());
        var step = Math.Max(1, (int)MathF.Round(seen.Height * luma.Height / CropHeight));
        var (left, top) = ((seen.X + (seen.Width * (1 - Width) / 2)) * luma.Width, seen.Y * luma.Height);
        var (width, height) = (seen.Width * Width * luma.Width, seen.Height * luma.Height);
        if (!(width >= 1 && height >= 1) || luma.Width <= step || luma.Height <= step)
        {
            return default;
        }

        long sum = 0, squares = 0, steps = 0;
        var (burnt, black) = frame.Color.FullRange ? (Burnt, Black) : (16 + (Burnt * 219 / 255), 16 + (Black * 219 / 255));
        var lost = 0;
        for (var row = 0; row < Rows; row++)
        {
            var y = Math.Min((int)(top + ((row + 0.5f) * height / Rows)), luma.Height - 1 - step);
            var line = luma.First + ((nint)y * luma.Stride);
            for (var column = 0; column < Columns; column++)
            {
                var x = Math.Min((int)(left + ((column + 0.5f) * width / Columns)), luma.Width - 1 - step);
                int here = line[x];
                var (across, down) = (line[x + step] - here, line[x + ((nint)step * luma.Stride)] - here);
                sum += here;
                squares += here * here;
                steps += (across * across) + (down * down);
                lost += here >= burnt || here <= black ? 1 : 0;
            }
        }

        const float Samples = Rows * Columns;
        var mean = sum / Samples;
        var variance = MathF.Max(0, (squares / Samples) - (mean * mean));

        // Neighbours that have nothing to do with each other differ by twice the variance, in each direction.
        var energy = MathF.Max(0, (steps / Samples) - (4 * Noise)) / (4 * (variance + Noise));
        return new ViewClarity(Math.Clamp(MathF.Sqrt(energy) / Sharpest, 0, 1), 1 - (lost / Samples));
    }
}
