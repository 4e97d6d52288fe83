using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>
/// What each cell of the scene usually looks like, how much it varies, and what it has looked like lately. All rates are per second of
/// media time. Cells before which somebody stands teach it nothing.
/// </summary>
internal sealed class SceneBackground(int width, int height)
{
    /// <summary>A cell that has looked the same for so long shows something that stands still.</summary>
    public const float SteadySeconds = 2;

    /// <summary>A cell that was seen as background for less is not known well: what was there may have been passing.</summary>
    public const float KnownSeconds = 3;

    private const float AdaptSeconds = 20;
    private const float FlickerSeconds = 40;

    /// <summary>When more than this share of the open scene differs at once, it is the light.</summary>
    private const double LightShare = 0.3;

    private const double LightSeconds = 1;

    private readonly float[] _noise = Filled(width * height, 2);
    private readonly float[] _known = new float[width * height];
    private readonly float[] _sure = new float[width * height];
    private readonly SceneGain _gain = new();
    private bool _isFirst = true;
    private double _lightSeconds;

    public int Width => width;

    public int Height => height;

    /// <summary>The background.</summary>
    public ScenePlanes Usual { get; } = new(width * height);

    /// <summary>What each cell has shown lately, passers-by left out.</summary>
    public ScenePlanes Lately { get; } = new(width * height);

    /// <summary>Seconds for which each cell has differed from the background and looked as it does lately.</summary>
    public float[] Age { get; } = new float[width * height];

    /// <summary>Whether each cell differs from the background in the last picture.</summary>
    public bool[] Changed { get; } = new bool[width * height];

    /// <summary>The share of the open cells that differ.</summary>
    public double ChangedShare { get; private set; }

    /// <summary>How often the light has changed so much that all was learned anew.</summary>
    public int Relearned { get; private set; }

    public bool IsSteady(int cell) => _sure[cell] >= SteadySeconds - 0.01f;

    public bool IsKnown(int cell) => _known[cell] >= KnownSeconds;

    public void Observe(SceneMap scene, Occupancy occupied, TimeSpan elapsed)
    {
        if (_isFirst)
        {
            _isFirst = false;
            Usual.CopyFrom(scene);
            Lately.CopyFrom(scene);
        }

        Update(scene, occupied, (float)elapsed.TotalSeconds, _gain.Of(scene, Usual, occupied));
        _lightSeconds = ChangedShare > LightShare ? _lightSeconds + elapsed.TotalSeconds : 0;
        if (_lightSeconds >= LightSeconds)
        {
            Relearn(scene);
        }
    }

    /// <summary>From now on the background of a cell is what it shows lately.</summary>
    public void Absorb(int cell)
    {
        (Usual.Luma[cell], Usual.Blue[cell], Usual.Red[cell]) = (Lately.Luma[cell], Lately.Blue[cell], Lately.Red[cell]);
        Changed[cell] = false;
    }

    private void Relearn(SceneMap scene)
    {
        Relearned++;
        _lightSeconds = 0;
        Usual.CopyFrom(scene);
        Lately.CopyFrom(scene);
        Array.Clear(Changed);
        Array.Clear(_known);
        Array.Clear(_sure);
        Array.Clear(Age);
        ChangedShare = 0;
    }

    private void Update(SceneMap scene, Occupancy occupied, float seconds, float gain)
    {
        var (usual, lately) = (Usual, Lately);
        var adapt = 1 - MathF.Exp(-seconds / AdaptSeconds);
        var flicker = 1 - MathF.Exp(-seconds / FlickerSeconds);
        var (open, changed) = (0, 0);
        for (var i = 0; i < Changed.Length; i++)
        {
            var y = scene.Luma[i] * (1f / 256);
            var u = scene.Blue[i] * (1f / 256);
            var v = scene.Red[i] * (1f / 256);
            var off = SceneGain.LumaOff(y, usual.Luma[i], gain);
            var color = SceneGain.ColorOff(u, usual.Blue[i], gain) + SceneGain.ColorOff(v, usual.Red[i], gain);
            var noise = _noise[i];
            var differs = off > 9 + (3.5f * noise) || color > 12 + (2 * noise);
            Changed[i] = differs;
            Follow(i, y, u, v, noise, seconds);
            Age[i] = differs ? Age[i] : 0;
            if (occupied[i])
            {
                continue;
            }

            open++;
            if (differs)
            {
                changed++;
                if (_sure[i] < 1)
                {
                    // Leaves in the wind, rain, water: it varies, and needs more to be told changed.
                    _noise[i] += flicker * (MathF.Min(off, 30) - noise);
                }

                continue;
            }

            var rate = MathF.Max(adapt, seconds / (_known[i] + seconds + 0.2f));
            usual.Luma[i] += rate * (y - usual.Luma[i]);
            usual.Blue[i] += rate * (u - usual.Blue[i]);
            usual.Red[i] += rate * (v - usual.Red[i]);
            _noise[i] += adapt * (off - noise);
            _known[i] = MathF.Min(_known[i] + seconds, AdaptSeconds);
        }

        ChangedShare = open == 0 ? 0 : (double)changed / open;
    }

    /// <summary>Keeps what the cell shows lately: a glance of something else, a passer-by, is waited out.</summary>
    private void Follow(int i, float y, float u, float v, float noise, float seconds)
    {
        var lately = Lately;
        Age[i] += seconds;
        if (MathF.Abs(y - lately.Luma[i]) <= 7 + (2.5f * noise) && MathF.Abs(u - lately.Blue[i]) + MathF.Abs(v - lately.Red[i]) <= 10 + noise)
        {
            _sure[i] = MathF.Min(_sure[i] + seconds, SteadySeconds);
            var rate = MathF.Min(1, 1.5f * seconds);
            lately.Luma[i] += rate * (y - lately.Luma[i]);
            lately.Blue[i] += rate * (u - lately.Blue[i]);
            lately.Red[i] += rate * (v - lately.Red[i]);
            return;
        }

        _sure[i] -= 2 * seconds;
        if (_sure[i] <= 0)
        {
            (_sure[i], Age[i]) = (0, 0);
            (lately.Luma[i], lately.Blue[i], lately.Red[i]) = (y, u, v);
        }
    }

    private static float[] Filled(int count, float value)
    {
        var all = new float[count];
        Array.Fill(all, value);
        return all;
    }
}
