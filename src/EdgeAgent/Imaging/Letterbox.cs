using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>
/// Scales frames of one size into a model's input tensor, keeping their shape, and maps boxes back.
/// Each input pixel is the mean of the area of the picture that it covers, so that small objects in a large picture are averaged
/// instead of skipped; a small picture is interpolated.
/// </summary>
internal sealed class Letterbox
{
    private readonly ModelInput _input;
    private readonly (int Width, int Height) _source;
    private readonly (int Width, int Height) _sourceChroma;
    private readonly int _left;
    private readonly int _top;
    private readonly PlaneScaler _luma;
    private readonly PlaneScaler _blue;
    private readonly PlaneScaler _red;

    /// <param name="frame">Any frame of the size and chroma format that it will be for.</param>
    /// <param name="input">The model's.</param>
    public Letterbox(Frame frame, ModelInput input)
    {
        _input = input;
        (_source, _sourceChroma) = (SizeOf(frame.Luma), SizeOf(frame.BlueDifference));
        var scale = Math.Min((double)input.Width / frame.Width, (double)input.Height / frame.Height);
        Width = Math.Clamp((int)Math.Round(frame.Width * scale), 1, input.Width);
        Height = Math.Clamp((int)Math.Round(frame.Height * scale), 1, input.Height);
        if (input.Letterbox.Anchor == LetterboxAnchor.Center)
        {
            _left = (input.Width - Width) / 2;
            _top = (input.Height - Height) / 2;
        }

        _luma = new PlaneScaler(_source.Width, _source.Height, Width, Height);
        _blue = new PlaneScaler(_sourceChroma.Width, _sourceChroma.Height, Width, Height);
        _red = new PlaneScaler(_sourceChroma.Width, _sourceChroma.Height, Width, Height);
    }

    /// <summary>Of the picture within the input, in pixels.</summary>
    public int Width { get; }

    /// <summary>Of the picture within the input, in pixels.</summary>
    public int Height { get; }

    public bool Fits(Frame frame) => SizeOf(frame.Luma) == _source && SizeOf(frame.BlueDifference) == _sourceChroma;

    /// <summary>Fills <paramref name="tensor"/>, 3×height×width of the model's input, with the bars; frames then go between them.</summary>
    public void PaintBars(Span<float> tensor)
    {
        var plane = _input.Width * _input.Height;
        for (var channel = 0; channel < 3; channel++)
        {
            tensor.Slice(channel * plane, plane).Fill((_input.Letterbox.Fill[channel] - _input.Mean[channel]) / _input.Std[channel]);
        }
    }

    /// <summary>Puts the picture of a frame that <see cref="Fits"/> into the tensor, and leaves the bars alone.</summary>
    public unsafe void Fill(Frame frame, Span<float> tensor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tensor.Length, 3 * _input.Width * _input.Height);
        var writer = new TensorWriter(_input, frame.Color);
        fixed (float* target = tensor)
        {
            for (var band = 0; band < Height; band += PlaneScaler.BandRows)
            {
                _luma.ScaleBand(frame.Luma, band);
                _blue.ScaleBand(frame.BlueDifference, band);
                _red.ScaleBand(frame.RedDifference, band);
                for (var row = 0; row < Math.Min(PlaneScaler.BandRows, Height - band); row++)
                {
                    var at = target + ((_top + band + row) * _input.Width) + _left;
                    writer.Write(_luma.Row(row), _blue.Row(row), _red.Row(row), at, Width);
                }
            }
        }

        // Its scalers' buffers are reached by pointers only.
        GC.KeepAlive(this);
    }

    /// <summary>A box in pixels of the model's input, as a box normalised to the picture.</summary>
    public BoundingBox ToPicture(float x, float y, float width, float height) =>
        new((x - _left) / Width, (y - _top) / Height, width / Width, height / Height);

    private static (int Width, int Height) SizeOf(Plane plane) => (plane.Width, plane.Height);
}
