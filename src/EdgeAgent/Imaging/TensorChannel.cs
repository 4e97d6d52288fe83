using System.Numerics;
using System.Runtime.CompilerServices;

namespace EdgeAgent.Imaging;

/// <summary>One plane of a model's input out of scaled samples: YUV to one colour, clamped to 0–255, then normalised.</summary>
internal readonly struct TensorChannel
{
    private readonly float _y;
    private readonly float _u;
    private readonly float _v;
    private readonly float _offset;
    private readonly float _lowest;
    private readonly float _highest;

    /// <param name="color">The map to the colour of this plane.</param>
    /// <param name="mean">Subtracted from the colour.</param>
    /// <param name="std">The rest is divided by it; greater than 0.</param>
    public TensorChannel(YuvToRgb.Coefficients color, float mean, float std)
    {
        // Normalisation is linear and rising, so that it can be part of the map and of the bounds.
        (_y, _u, _v) = (color.Y / std / SampleFilter.One, color.U / std / SampleFilter.One, color.V / std / SampleFilter.One);
        _offset = (color.Apply(SampleFilter.Bias, SampleFilter.Bias, SampleFilter.Bias) - mean) / std;
        (_lowest, _highest) = (-mean / std, (255 - mean) / std);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Map(Vector<float> y, Vector<float> u, Vector<float> v)
    {
        var sum = Vector.FusedMultiplyAdd(y, new Vector<float>(_y), new Vector<float>(_offset));
        sum = Vector.FusedMultiplyAdd(u, new Vector<float>(_u), sum);
        sum = Vector.FusedMultiplyAdd(v, new Vector<float>(_v), sum);
        return Vector.MinNative(Vector.MaxNative(sum, new Vector<float>(_lowest)), new Vector<float>(_highest));
    }

    /// <summary>The same bits as the vectors give.</summary>
    public float Map(float y, float u, float v)
    {
        var sum = float.FusedMultiplyAdd(v, _v, float.FusedMultiplyAdd(u, _u, float.FusedMultiplyAdd(y, _y, _offset)));
        return Math.Clamp(sum, _lowest, _highest);
    }
}
