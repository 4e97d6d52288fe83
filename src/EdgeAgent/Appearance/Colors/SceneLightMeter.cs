using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>
/// Measures the light of one camera's scene, once a second: exposure from the brightest and darkest surfaces, white balance from the
/// surfaces that are most nearly neutral, haze from the darkest (dark-object subtraction, Chavez 1988). Allocates nothing after its first frame.
/// </summary>
/// <remarks>
/// White: mean shift from grey, in the logarithms of red and blue against green, with a kernel that narrows (Comaniciu and Meer 2002):
/// it ends in the densest cluster near grey, which is pavement, walls, snow or sky, and ignores a meadow or a brick wall. Dry grass and sand
/// look as pavement does under a warm lamp. But under such a lamp nothing is blue: where there is sky, or much else of it, ground is ground.
/// </remarks>
internal sealed class SceneLightMeter
{
    private const int Columns = 96;
    private const int Rows = 54;

    /// <summary>Log ratio below which a cast is rather the pavement's own colour: cameras balance white themselves, and miss by less.</summary>
    private const float TrustedCast = 0.08f;

    private const float LargestCast = 0.9f;

    /// <summary>Log ratio of blue from which on a surface is bluish, and the part of the picture by which nobody believes in a warm lamp any more.</summary>
    private const float Bluish = 0.1f;

    private const float MuchBlue = 0.1f;

    /// <summary>8-bit chroma, of 128, that all but one in a hundred samples stay within where a picture has no colour.</summary>
    private const int ColorlessSpread = 6;

    /// <summary>8-bit luma of the brightest surfaces: at the first nothing can be told of colours any more, from the second on all.</summary>
    private const float DarkWhite = 34;

    private const float LitWhite = 80;

    /// <summary>Part of the picture that is burnt out from which on colours are doubted, and at which they are given up.</summary>
    private const float SomeBurnt = 0.25f;

    private const float AllBurnt = 0.6f;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>What is left after a second of what was measured: a cloud takes seconds; what moves through the picture must not move its white.</summary>
    private const float Kept = 0.7f;

    private readonly byte[] _luma = new byte[Columns * Rows];
    private readonly byte[] _blue = new byte[Columns * Rows];
    private readonly byte[] _red = new byte[Columns * Rows];
    private readonly int[] _histogram = new int[256];
    private readonly float[] _logRed = new float[Columns * Rows];
    private readonly float[] _logBlue = new float[Columns * Rows];
    private readonly float[] _weight = new float[Columns * Rows];
    private MediaTime? _last;
    private SceneLight _light = SceneLight.Usual;

    /// <summary>The light of that frame's scene.</summary>
    public SceneLight Of(Frame frame)
    {
        if (_last is { } last && frame.Time >= last && frame.Time - last < Interval)
        {
            return _light;
        }

        var now = Measure(frame);
        if (_last is { } before && now.IsColorless == _light.IsColorless)
        {
            // Where the stream was away, what was measured before it is of another hour.
            now = Between(_light, now, 1 - MathF.Pow(Kept, MathF.Max(1, (float)(frame.Time - before).TotalSeconds)));
        }

        (_light, _last) = (now, frame.Time);
        return _light;
    }

    /// <summary>What was measured is of another scene: the camera looks elsewhere, or the stream was away for long.</summary>
    public void Forget() => _last = null;

    private static SceneLight Between(in SceneLight old, in SceneLight now, float follow) => new(
        old.White + (follow * (now.White - old.White)),
        old.Haze + ((now.Haze - old.Haze) * follow),
        old.RedGain + (follow * (now.RedGain - old.RedGain)),
        old.BlueGain + (follow * (now.BlueGain - old.BlueGain)))
    {
        IsColorless = now.IsColorless,
        Trust = old.Trust + (follow * (now.Trust - old.Trust)),
    };

    private SceneLight Measure(Frame frame)
    {
        Take(frame);
        var full = frame.Color.FullRange;
        float Level(byte luma) => full ? luma : (luma - 16) * 255f / 219;
        var white = Level(Percentile(_luma, 0.97f));
        var burnt = BurntShare(full ? (byte)250 : (byte)231);
        var trust = Math.Clamp((white - DarkWhite) / (LitWhite - DarkWhite), 0, 1)
            * Math.Clamp((AllBurnt - burnt) / (AllBurnt - SomeBurnt), 0, 1);
        var (red, blue) = Cast(frame.Color, white);
        return new SceneLight(
            Linear.Of(white),
            Darkest(frame.Color),
            MathF.Exp(-red),
            MathF.Exp(-blue))
        {
            IsColorless = Spread(_blue) <= ColorlessSpread && Spread(_red) <= ColorlessSpread,
            Trust = trust,
        };
    }

    private void Take(Frame frame)
    {
        var halves = frame.BlueDifference.Height < frame.Height ? 2 : 1;
        for (var row = 0; row < Rows; row++)
        {
            var y = (int)((row + 0.5f) * frame.Height / Rows);
            var luma = frame.Luma.Row(y);
            var blue = frame.BlueDifference.Row(y / halves);
            var red = frame.RedDifference.Row(y / halves);
            for (var column = 0; column < Columns; column++)
            {
                var x = (int)((column + 0.5f) * frame.Width / Columns);
                var i = (row * Columns) + column;
                (_luma[i], _blue[i], _red[i]) = (luma[x], blue[x / 2], red[x / 2]);
            }
        }
    }

    private byte Percentile(byte[] samples, float share)
    {
        Array.Clear(_histogram);
        foreach (var sample in samples)
        {
            _histogram[sample]++;
        }

        var left = (int)(share * samples.Length);
        var level = 0;
        while (level < 255 && (left -= _histogram[level]) >= 0)
        {
            level++;
        }

        return (byte)level;
    }

    /// <summary>Mean of the darkest hundredth.</summary>
    private LinearColor Darkest(YuvColor color)
    {
        var conversion = YuvToRgb.For(color);
        var level = Percentile(_luma, 0.01f);
        var (sum, count) = (default(LinearColor), 0);
        for (var i = 0; i < _luma.Length; i++)
        {
            if (_luma[i] <= level)
            {
                var (y, u, v) = ((float)_luma[i], (float)_blue[i], (float)_red[i]);
                sum += new LinearColor(
                    Linear.Of(conversion.Red.Apply(y, u, v)), Linear.Of(conversion.Green.Apply(y, u, v)), Linear.Of(conversion.Blue.Apply(y, u, v)));
                count++;
            }
        }

        return sum * (1f / count);
    }

    private float BurntShare(byte from)
    {
        var burnt = 0;
        foreach (var luma in _luma)
        {
            burnt += luma >= from ? 1 : 0;
        }

        return (float)burnt / _luma.Length;
    }

    private int Spread(byte[] chroma) => Percentile(chroma, 0.99f) - Percentile(chroma, 0.01f);

    private (float Red, float Blue) Cast(YuvColor color, float white)
    {
        var (count, blues) = (0, 0);
        var conversion = YuvToRgb.For(color);
        for (var i = 0; i < _luma.Length; i++)
        {
            var (y, u, v) = ((float)_luma[i], (float)_blue[i], (float)_red[i]);
            var (r, g, b) = (conversion.Red.Apply(y, u, v), conversion.Green.Apply(y, u, v), conversion.Blue.Apply(y, u, v));
            if (g > 30 && MathF.Max(r, MathF.Max(g, b)) < 250 && g > 0.3f * white)
            {
                var (red, green, blue) = (Linear.Of(r) + 1e-4f, Linear.Of(g), Linear.Of(b) + 1e-4f);
                (_logRed[count], _logBlue[count], _weight[count]) = (MathF.Log(red / green), MathF.Log(blue / green), green);
                blues += _logBlue[count] > Bluish ? 1 : 0;
                count++;
            }
        }

        return count < _luma.Length / 50 ? (0, 0) : Doubt(Mode(count), (float)blues / count);
    }

    private (float Red, float Blue) Mode(int count)
    {
        var (red, blue) = (0f, 0f);
        for (var width = 0.4f; width > 0.1f; width *= 0.8f)
        {
            var (sum, sumRed, sumBlue) = (0f, 0f, 0f);
            for (var i = 0; i < count; i++)
            {
                var (dr, db) = (_logRed[i] - red, _logBlue[i] - blue);
                var weight = _weight[i] * MathF.Exp(-((dr * dr) + (db * db)) / (2 * width * width));
                sum += weight;
                sumRed += weight * _logRed[i];
                sumBlue += weight * _logBlue[i];
            }

            if (sum < 1e-6f)
            {
                break;
            }

            (red, blue) = (sumRed / sum, sumBlue / sum);
        }

        return (Math.Clamp(red, -LargestCast, LargestCast), Math.Clamp(blue, -LargestCast, LargestCast));
    }

    /// <summary>A small cast is left mostly as it is, a large one is believed.</summary>
    private static (float Red, float Blue) Doubt((float Red, float Blue) cast, float blue)
    {
        var square = (cast.Red * cast.Red) + (cast.Blue * cast.Blue);
        var belief = square / (square + (TrustedCast * TrustedCast));
        belief *= cast.Blue < 0 ? Math.Clamp(1 - (blue / MuchBlue), 0, 1) : 1;
        return (cast.Red * belief, cast.Blue * belief);
    }
}
