using System.Numerics.Tensors;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>
/// Scales frames of one size into a model's input tensor, keeping their shape, and maps boxes back.
/// The filter is a triangle whose support grows with the reduction, as in PIL's and swscale's bilinear, so that
/// small objects in a large picture are averaged instead of skipped.
/// </summary>
internal sealed class Letterbox
{
    private readonly ModelInput _input;
    private readonly int _left;
    private readonly int _top;
    private readonly int _width;
    private readonly int _height;
    private readonly PlaneScaler _luma;
    private readonly PlaneScaler _chroma;
    private readonly float[] _y;
    private readonly float[] _u;
    private readonly float[] _v;

    public Letterbox(int sourceWidth, int sourceHeight, ModelInput input)
    {
        _input = input;
        (SourceWidth, SourceHeight) = (sourceWidth, sourceHeight);
        var scale = Math.Min((double)input.Width / sourceWidth, (double)input.Height / sourceHeight);
        _width = Math.Clamp((int)Math.Round(sourceWidth * scale), 1, input.Width);
        _height = Math.Clamp((int)Math.Round(sourceHeight * scale), 1, input.Height);
        if (input.Letterbox.Anchor == LetterboxAnchor.Center)
        {
            _left = (input.Width - _width) / 2;
            _top = (input.Height - _height) / 2;
        }

        _luma = new PlaneScaler(sourceWidth, sourceHeight, _width, _height);
        _chroma = new PlaneScaler((sourceWidth + 1) / 2, (sourceHeight + 1) / 2, _width, _height);
        _y = new float[_width * _height];
        _u = new float[_width * _height];
        _v = new float[_width * _height];
    }

    public int SourceWidth { get; }

    public int SourceHeight { get; }

    /// <summary>Fills <paramref name="tensor"/>, 3×height×width of the model's input, with the picture and its bars.</summary>
    public void Fill(Frame frame, Span<float> tensor)
    {
        _luma.Scale(frame.Luma, frame.LumaStride, _y);
        _chroma.Scale(frame.BlueDifference, frame.ChromaStride, _u);
        _chroma.Scale(frame.RedDifference, frame.ChromaStride, _v);
        var matrix = YuvToRgb.For(frame.Color);
        var plane = _input.Width * _input.Height;
        for (var channel = 0; channel < 3; channel++)
        {
            var (gain, offset) = (1 / _input.Std[channel], -_input.Mean[channel] / _input.Std[channel]);
            var target = tensor.Slice(channel * plane, plane);
            target.Fill((_input.Letterbox.Fill[channel] * gain) + offset);
            var color = _input.ColorOrder == ColorOrder.Bgr ? 2 - channel : channel;
            FillPlane(target, matrix.Row(color), gain, offset);
        }
    }

    /// <summary>A box in pixels of the model's input, as a box normalised to the picture.</summary>
    public BoundingBox ToPicture(float x, float y, float width, float height) =>
        new((x - _left) / _width, (y - _top) / _height, width / _width, height / _height);

    private void FillPlane(Span<float> target, in YuvToRgb.Coefficients c, float gain, float offset)
    {
        Span<float> line = stackalloc float[_width];
        for (var row = 0; row < _height; row++)
        {
            var at = row * _width;
            TensorPrimitives.Multiply(_y.AsSpan(at, _width), c.Y, line);
            TensorPrimitives.MultiplyAdd(_u.AsSpan(at, _width), c.U, line, line);
            TensorPrimitives.MultiplyAdd(_v.AsSpan(at, _width), c.V, line, line);
            TensorPrimitives.Add(line, c.Offset, line);
            TensorPrimitives.Max(line, 0f, line);
            TensorPrimitives.Min(line, 255f, line);
            TensorPrimitives.Multiply(line, gain, line);
            TensorPrimitives.Add(line, offset, target.Slice(((_top + row) * _input.Width) + _left, _width));
        }
    }
}
