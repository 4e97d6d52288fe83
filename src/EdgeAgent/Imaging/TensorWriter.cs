using System.Numerics;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>Writes rows of scaled samples into the three planes of a model's input.</summary>
internal readonly unsafe struct TensorWriter
{
    private readonly TensorChannel _first;
    private readonly TensorChannel _second;
    private readonly TensorChannel _third;
    private readonly int _plane;

    public TensorWriter(ModelInput input, YuvColor color)
    {
        (_first, _second, _third) = (Channel(input, color, 0), Channel(input, color, 1), Channel(input, color, 2));
        _plane = input.Width * input.Height;
    }

    /// <param name="y">Readable up to a whole vector beyond <paramref name="width"/>, like the other two.</param>
    /// <param name="u">Blue differences.</param>
    /// <param name="v">Red differences.</param>
    /// <param name="target">Where the row begins in the first plane.</param>
    /// <param name="width">Samples.</param>
    public void Write(short* y, short* u, short* v, float* target, int width)
    {
        var (first, second, third, plane) = (_first, _second, _third, _plane);
        var lanes = Vector<short>.Count;
        var x = 0;
        for (; x + lanes <= width; x += lanes)
        {
            Vector.Widen(Vector.Load(y + x), out var lowY, out var highY);
            Vector.Widen(Vector.Load(u + x), out var lowU, out var highU);
            Vector.Widen(Vector.Load(v + x), out var lowV, out var highV);
            Vector<float> fy = Vector.ConvertToSingle(lowY), fu = Vector.ConvertToSingle(lowU), fv = Vector.ConvertToSingle(lowV);
            var at = target + x;
            first.Map(fy, fu, fv).Store(at);
            second.Map(fy, fu, fv).Store(at + plane);
            third.Map(fy, fu, fv).Store(at + (2 * plane));
            (fy, fu, fv) = (Vector.ConvertToSingle(highY), Vector.ConvertToSingle(highU), Vector.ConvertToSingle(highV));
            at += lanes / 2;
            first.Map(fy, fu, fv).Store(at);
            second.Map(fy, fu, fv).Store(at + plane);
            third.Map(fy, fu, fv).Store(at + (2 * plane));
        }

        for (; x < width; x++)
        {
            target[x] = first.Map(y[x], u[x], v[x]);
            target[x + plane] = second.Map(y[x], u[x], v[x]);
            target[x + (2 * plane)] = third.Map(y[x], u[x], v[x]);
        }
    }

    private static TensorChannel Channel(ModelInput input, YuvColor color, int channel)
    {
        var map = YuvToRgb.For(color).Row(input.ColorOrder == ColorOrder.Bgr ? 2 - channel : channel);
        return new TensorChannel(map, input.Mean[channel], input.Std[channel]);
    }
}
