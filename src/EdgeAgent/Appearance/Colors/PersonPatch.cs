namespace EdgeAgent.Appearance.Colors;

/// <summary>
/// A grid of colours out of the box of one upright person, each with the likelihood that it is the person and not what stands behind.
/// Used again for the next person.
/// </summary>
internal sealed class PersonPatch
{
    public const int Rows = 36;
    public const int Columns = 12;

    // Part of the box's width that is looked at, in its middle.
    private const float Width = 0.56f;

    /// <summary>Where the background is read: beside the box, as parts of its width.</summary>
    private static readonly float[] Beside = [-0.18f, -0.08f, 1.08f, 1.18f];

    /// <summary>Difference to the background at which a colour may as well be of it, and how fast that changes.</summary>
    private const float Alike = 9;

    private const float Softness = 2;

    // Grey trousers on a grey pavement are trousers nevertheless.
    private const float LeastWeight = 0.12f;

    private static readonly float[] Prior = [.. Enumerable.Range(0, Columns).Select(column =>
    {
        var off = Math.Abs(((column + 0.5f) / Columns) - 0.5f) * 2 / 0.75f;
        return MathF.Exp(-off * off);
    })];

    private readonly Lab[] _colors = new Lab[Rows * Columns];
    private readonly float[] _weights = new float[Rows * Columns];
    private readonly Lab[] _behind = new Lab[Rows * Beside.Length];
    private readonly bool[] _hasBehind = new bool[Rows * Beside.Length];

    public Lab Color(int row, int column) => _colors[(row * Columns) + column];

    /// <summary>0–1.</summary>
    public float Weight(int row, int column) => _weights[(row * Columns) + column];

    /// <param name="sampler">Of the frame.</param>
    /// <param name="x">Of the box, in pixels.</param>
    /// <param name="y">Of the box, in pixels.</param>
    /// <param name="width">Of the box, in pixels.</param>
    /// <param name="height">Of the box, in pixels.</param>
    public void Read(in LabSampler sampler, float x, float y, float width, float height)
    {
        for (var row = 0; row < Rows; row++)
        {
            var line = (int)MathF.Floor(y + ((row + 0.5f) / Rows * height));
            for (var i = 0; i < Beside.Length; i++)
            {
                var place = (row * Beside.Length) + i;
                _hasBehind[place] = sampler.TryRead((int)MathF.Floor(x + (Beside[i] * width)), line, out _behind[place]);
            }

            for (var column = 0; column < Columns; column++)
            {
                var at = (row * Columns) + column;
                var share = ((1 - Width) / 2) + (Width * (column + 0.5f) / Columns);
                _weights[at] = sampler.TryRead((int)MathF.Floor(x + (share * width)), line, out _colors[at]) ? Prior[column] : 0;
            }
        }

        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var at = (row * Columns) + column;
                _weights[at] *= _weights[at] > 0 ? Foreground(row, _colors[at]) : 0;
            }
        }
    }

    private float Foreground(int row, in Lab color)
    {
        var least = float.MaxValue;
        for (var near = Math.Max(0, row - 1); near <= Math.Min(Rows - 1, row + 1); near++)
        {
            for (var i = near * Beside.Length; i < (near + 1) * Beside.Length; i++)
            {
                least = _hasBehind[i] ? MathF.Min(least, color.Difference(_behind[i])) : least;
            }
        }

        var apart = (MathF.Sqrt(least) - Alike) / (4 * Softness);
        return LeastWeight + ((1 - LeastWeight) * Math.Clamp(0.5f + apart, 0, 1));
    }
}
