using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>A street drawn by hand, cell by cell: ground with a pattern, what lies and stands on it, light, noise and rain.</summary>
internal sealed class DrawnScene
{
    public const int Width = 160;
    public const int Height = 90;

    private readonly float[] _ground;
    private readonly float[] _luma;
    private readonly float[] _blue;
    private readonly Random _random;

    /// <param name="seed">Of the ground and of the noise.</param>
    /// <param name="mirrored">Everything is drawn the other way round.</param>
    /// <param name="width">Of the map.</param>
    /// <param name="height">Of the map.</param>
    public DrawnScene(int seed = 1, bool mirrored = false, int width = Width, int height = Height)
    {
        _random = new Random(seed);
        IsMirrored = mirrored;
        Map = new SceneMap(width, height);
        (_ground, _luma, _blue) = (Ground(seed), new float[width * height], new float[width * height]);
    }

    public bool IsMirrored { get; }

    public SceneMap Map { get; }

    /// <summary>By which everything is brighter.</summary>
    public double Light { get; set; } = 1;

    /// <summary>Of the contrast, as a share, that fog takes: what is left is seen through a bright veil.</summary>
    public double Fog { get; set; }

    /// <summary>Of the sensor, in levels.</summary>
    public double Noise { get; set; } = 1.2;

    /// <summary>Cells over which a picture out of focus is spread.</summary>
    public int Blur { get; set; }

    /// <summary>Cells by which the camera looks further to the right.</summary>
    public int Turn { get; set; }

    /// <summary>An empty street again.</summary>
    public DrawnScene Clear()
    {
        for (var y = 0; y < Map.Height; y++)
        {
            for (var x = 0; x < Map.Width; x++)
            {
                _luma[(y * Map.Width) + x] = _ground[(y * Map.Width * 3) + x + Turn];
            }
        }

        Array.Fill(_blue, 128);
        return this;
    }

    /// <summary>Something with a pattern of its own.</summary>
    /// <param name="box">Where.</param>
    /// <param name="luma">Mean level.</param>
    /// <param name="pattern">Levels by which it varies.</param>
    /// <param name="blue">Its chroma.</param>
    public DrawnScene Draw(BoundingBox box, double luma, double pattern = 12, double blue = 120) => Each(box, (cell, x, y) =>
    {
        _luma[cell] = (float)(luma + (pattern * ((((x * 7) + (y * 13)) % 5) - 2) / 2));
        _blue[cell] = (float)blue;
    });

    /// <summary>Light or shadow on what is there.</summary>
    public DrawnScene Shade(BoundingBox box, double factor) => Each(box, (cell, _, _) => _luma[cell] *= (float)factor);

    /// <summary>Drops that each last one picture.</summary>
    public DrawnScene Rain(int drops)
    {
        for (var i = 0; i < drops; i++)
        {
            var (x, y) = (_random.Next(Map.Width), _random.Next(Map.Height - 6));
            for (var row = y; row < y + 6; row++)
            {
                _luma[(row * Map.Width) + x] += 50;
            }
        }

        return this;
    }

    /// <summary>The map of what was drawn.</summary>
    public SceneMap Show(bool same = false)
    {
        Map.Number++;
        if (same)
        {
            return Map;
        }

        for (var y = 0; y < Map.Height; y++)
        {
            for (var x = 0; x < Map.Width; x++)
            {
                var from = (y * Map.Width) + (IsMirrored ? Map.Width - 1 - x : x);
                var level = (((Blurred(from) * (1 - Fog)) + (190 * Fog)) * Light) + (Noise * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5) * 2);
                var cell = (y * Map.Width) + x;
                Map.Luma[cell] = (ushort)(Math.Clamp(level, 0, 255) * 256);
                Map.Blue[cell] = (ushort)((128 + ((_blue[from] - 128) * (1 - Fog) * Light)) * 256);
                Map.Red[cell] = 128 * 256;
            }
        }

        Sharpen();
        return Map;
    }

    /// <summary>A box as it stands in the picture.</summary>
    public BoundingBox Seen(BoundingBox box) => IsMirrored ? box with { X = 1 - box.Right } : box;

    private DrawnScene Each(BoundingBox box, Action<int, int, int> paint)
    {
        var area = CellArea.Of(box, Map.Width, Map.Height);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            for (var x = area.Left; x < area.Right; x++)
            {
                paint((y * Map.Width) + x, x - area.Left, y - area.Top);
            }
        }

        return this;
    }

    private double Blurred(int cell)
    {
        if (Blur == 0)
        {
            return _luma[cell];
        }

        var (x, y, sum, count) = (cell % Map.Width, cell / Map.Width, 0.0, 0);
        for (var ny = Math.Max(0, y - Blur); ny <= Math.Min(Map.Height - 1, y + Blur); ny++)
        {
            for (var nx = Math.Max(0, x - Blur); nx <= Math.Min(Map.Width - 1, x + Blur); nx++)
            {
                sum += _luma[(ny * Map.Width) + nx];
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>As the sampler measures the full picture: steps beyond noise.</summary>
    private void Sharpen()
    {
        Array.Clear(Map.Sharpness);
        var counts = new int[Map.Sharpness.Length];
        for (var cell = 0; cell < Map.Luma.Length - Map.Width - 1; cell++)
        {
            var block = (cell / Map.Width * SceneMap.BlockRows / Map.Height * SceneMap.BlockColumns) + (cell % Map.Width * SceneMap.BlockColumns / Map.Width);
            counts[block]++;
            Map.Sharpness[block] += Math.Max(0, (Math.Abs(Map.Luma[cell] - Map.Luma[cell + 1]) / 256f) - SceneMap.Noise) / 2;
            Map.Sharpness[block] += Math.Max(0, (Math.Abs(Map.Luma[cell] - Map.Luma[cell + Map.Width]) / 256f) - SceneMap.Noise) / 2;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            Map.Sharpness[i] /= Math.Max(1, counts[i]);
        }
    }

    /// <summary>Three times as wide as the picture, for cameras that turn: houses, windows, a road, tiles.</summary>
    private float[] Ground(int seed)
    {
        var random = new Random(seed);
        var wide = Map.Width * 3;
        var ground = new float[wide * Map.Height];
        for (var i = 0; i < ground.Length; i++)
        {
            ground[i] = 90 + (50f * (i / wide) / Map.Height);
        }

        for (var house = 0; house < 150; house++)
        {
            var (left, top, level) = (random.Next(wide), random.Next(Map.Height * 6 / 10), random.Next(50, 190));
            var (right, bottom) = (Math.Min(wide, left + random.Next(4, 22)), Math.Min(Map.Height * 7 / 10, top + random.Next(3, 14)));
            for (var y = top; y < bottom; y++)
            {
                ground.AsSpan((y * wide) + left, right - left).Fill(level);
            }
        }

        for (var i = Map.Height * 7 / 10 * wide; i < ground.Length; i++)
        {
            ground[i] += (i % wide % 20 == 0) || (i / wide % 9 == 0) ? -14 : 0;
        }

        return ground;
    }
}
