using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Parts;

/// <summary>
/// What a letterbox at the top left is, in plain code and double precision: the mean of the area that a pixel covers, or linear
/// interpolation where the picture grows; then YUV to colours by ITU-T H.273. No normalisation.
/// </summary>
internal static class PlainLetterbox
{
    public static double[] Fill(Frame frame, ModelInput input)
    {
        var scale = Math.Min((double)input.Width / frame.Width, (double)input.Height / frame.Height);
        var width = Math.Max(1, (int)Math.Round(frame.Width * scale));
        var height = Math.Max(1, (int)Math.Round(frame.Height * scale));
        var (y, u, v) = (Scale(frame.Luma, width, height), Scale(frame.BlueDifference, width, height), Scale(frame.RedDifference, width, height));
        var (kr, kb) = frame.Color.Matrix == YuvMatrix.Bt709 ? (0.2126, 0.0722) : (0.299, 0.114);
        var tensor = new double[3 * input.Width * input.Height];
        Array.Fill(tensor, input.Letterbox.Fill[0]);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var light = frame.Color.FullRange ? y[row, column] : (y[row, column] - 16) * 255 / 219;
                var range = frame.Color.FullRange ? 1 : 255.0 / 224;
                var red = light + (2 * (1 - kr) * range * (v[row, column] - 128));
                var blue = light + (2 * (1 - kb) * range * (u[row, column] - 128));
                var green = (light - (kr * red) - (kb * blue)) / (1 - kr - kb);
                var colors = input.ColorOrder == ColorOrder.Bgr ? [blue, green, red] : new[] { red, green, blue };
                for (var channel = 0; channel < 3; channel++)
                {
                    tensor[(((channel * input.Height) + row) * input.Width) + column] = Math.Clamp(colors[channel], 0, 255);
                }
            }
        }

        return tensor;
    }

    private static double[,] Scale(Plane plane, int width, int height)
    {
        var lines = new double[height, plane.Width];
        for (var row = 0; row < height; row++)
        {
            for (var at = 0; at < plane.Height; at++)
            {
                if (Share(at, row, plane.Height, height) is var share && share > 0)
                {
                    for (var column = 0; column < plane.Width; column++)
                    {
                        lines[row, column] += share * plane.Row(at)[column];
                    }
                }
            }
        }

        var result = new double[height, width];
        for (var column = 0; column < width; column++)
        {
            for (var at = 0; at < plane.Width; at++)
            {
                if (Share(at, column, plane.Width, width) is var share && share > 0)
                {
                    for (var row = 0; row < height; row++)
                    {
                        result[row, column] += share * lines[row, at];
                    }
                }
            }
        }

        return result;
    }

    /// <summary>Which part of output sample <paramref name="target"/> is source sample <paramref name="source"/>; the edge samples go on beyond the edge.</summary>
    private static double Share(int source, int target, int sources, int targets)
    {
        var scale = (double)sources / targets;
        var (center, half) = ((target + 0.5) * scale, Math.Max(1, scale) / 2);
        var from = source == 0 ? double.MinValue : source;
        var to = source == sources - 1 ? double.MaxValue : source + 1;
        return Math.Max(0, Math.Min(to, center + half) - Math.Max(from, center - half)) / (2 * half);
    }
}
