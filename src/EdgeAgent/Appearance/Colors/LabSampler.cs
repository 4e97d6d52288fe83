using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance.Colors;

/// <summary>Reads pixels of one frame as the colours that surfaces would have in white light, well exposed and without haze. For one frame.</summary>
internal readonly struct LabSampler
{
    /// <summary>Where the scene's white is put: a white shirt is seldom the brightest thing there is.</summary>
    private const float WhiteLevel = 0.8f;

    private const float MostGain = 2;
    private const float LeastGain = 0.8f;

    // Not all of it: something in the scene may really be that black.
    private const float HazeShare = 0.7f;

    private readonly Frame _frame;
    private readonly YuvToRgb _conversion;
    private readonly int _halves;
    private readonly LinearColor _haze;
    private readonly float _gain;
    private readonly float _red;
    private readonly float _blue;

    public LabSampler(Frame frame, in SceneLight light)
    {
        _frame = frame;
        _conversion = YuvToRgb.For(frame.Color);
        _halves = frame.BlueDifference.Height < frame.Height ? 2 : 1;
        _haze = light.Haze * HazeShare;
        _gain = Math.Clamp(WhiteLevel / MathF.Max(light.White, 0.35f), LeastGain, MostGain);
        (_red, _blue) = (light.RedGain * _gain, light.BlueGain * _gain);
    }

    /// <summary>False outside of the picture.</summary>
    public unsafe bool TryRead(int x, int y, out Lab color)
    {
        if ((uint)x >= (uint)_frame.Width || (uint)y >= (uint)_frame.Height)
        {
            color = default;
            return false;
        }

        var (blue, red) = (_frame.BlueDifference, _frame.RedDifference);
        float luma = _frame.Luma.First[((nint)y * _frame.Luma.Stride) + x];
        float u = blue.First[((nint)(y / _halves) * blue.Stride) + (x / 2)];
        float v = red.First[((nint)(y / _halves) * red.Stride) + (x / 2)];
        color = Lab.FromLinear(
            (Linear.Of(_conversion.Red.Apply(luma, u, v)) - _haze.Red) * _red,
            (Linear.Of(_conversion.Green.Apply(luma, u, v)) - _haze.Green) * _gain,
            (Linear.Of(_conversion.Blue.Apply(luma, u, v)) - _haze.Blue) * _blue);
        return true;
    }
}
