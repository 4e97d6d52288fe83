using EdgeAgent.Domain;

namespace EdgeAgent.Imaging;

/// <summary>Makes the small picture that scene rules look at out of each frame of one camera. Not safe for use by several threads.</summary>
internal sealed class SceneSampler
{
    /// <summary>Cells in a row of a picture that has as many pixels.</summary>
    public const int Columns = 320;

    private const int MostRows = 320;

    private Scaling? _scaling;
    private long _number;

    /// <summary>The map of a frame, valid until the next call; another one after the camera changed its format.</summary>
    public SceneMap Sample(Frame frame)
    {
        if (_scaling is null || !_scaling.Fits(frame))
        {
            _scaling = new Scaling(frame);
        }

        _scaling.Fill(frame);
        _scaling.Map.Number = ++_number;
        return _scaling.Map;
    }

    /// <summary>For frames of one size and chroma format.</summary>
    private sealed class Scaling
    {
        private readonly (int Width, int Height) _luma;
        private readonly (int Width, int Height) _chroma;
        private readonly PlaneScaler _lumaScaler;
        private readonly PlaneScaler _blueScaler;
        private readonly PlaneScaler _redScaler;

        public Scaling(Frame frame)
        {
            (_luma, _chroma) = (SizeOf(frame.Luma), SizeOf(frame.BlueDifference));
            var columns = Math.Min(Columns, frame.Width);
            var rows = Math.Clamp((int)Math.Round((double)columns * frame.Height / frame.Width), 1, Math.Min(MostRows, frame.Height));
            Map = new SceneMap(columns, rows);
            _lumaScaler = new PlaneScaler(_luma.Width, _luma.Height, columns, rows);
            _blueScaler = new PlaneScaler(_chroma.Width, _chroma.Height, columns, rows);
            _redScaler = new PlaneScaler(_chroma.Width, _chroma.Height, columns, rows);
        }

        public SceneMap Map { get; }

        public bool Fits(Frame frame) => SizeOf(frame.Luma) == _luma && SizeOf(frame.BlueDifference) == _chroma;

        public void Fill(Frame frame)
        {
            Scale(_lumaScaler, frame.Luma, Map.Luma);
            Scale(_blueScaler, frame.BlueDifference, Map.Blue);
            Scale(_redScaler, frame.RedDifference, Map.Red);
            SceneSharpness.Measure(frame.Luma, Map.Sharpness);
        }

        private unsafe void Scale(PlaneScaler scaler, Plane plane, ushort[] cells)
        {
            for (var band = 0; band < Map.Height; band += PlaneScaler.BandRows)
            {
                scaler.ScaleBand(plane, band);
                for (var row = 0; row < Math.Min(PlaneScaler.BandRows, Map.Height - band); row++)
                {
                    var source = new ReadOnlySpan<short>(scaler.Row(row), Map.Width);
                    var target = cells.AsSpan((band + row) * Map.Width, Map.Width);
                    for (var x = 0; x < target.Length; x++)
                    {
                        // The scaler's samples are signed round a level of 128.
                        target[x] = (ushort)(source[x] ^ short.MinValue);
                    }
                }
            }

            // Its buffers are reached by pointers only.
            GC.KeepAlive(scaler);
        }

        private static (int Width, int Height) SizeOf(Plane plane) => (plane.Width, plane.Height);
    }
}
