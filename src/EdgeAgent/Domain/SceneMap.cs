namespace EdgeAgent.Domain;

/// <summary>
/// A small picture of the whole view, for rules that look at the scene itself: mean luma and chroma of every cell, and how sharp each
/// block of the full picture is. It is filled anew for each frame, so that nobody keeps one.
/// </summary>
internal sealed class SceneMap
{
    /// <summary>Blocks of <see cref="Sharpness"/> in a row.</summary>
    public const int BlockColumns = 16;

    /// <summary>Rows of blocks of <see cref="Sharpness"/>.</summary>
    public const int BlockRows = 9;

    /// <summary>Steps up to so many levels between neighbouring pixels are noise of the sensor and the codec: <see cref="Sharpness"/> is without them.</summary>
    public const byte Noise = 4;

    /// <param name="width">Cells in a row, 1 or more.</param>
    /// <param name="height">Rows of cells, 1 or more.</param>
    public SceneMap(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        (Width, Height) = (width, height);
        (Luma, Blue, Red) = (new ushort[width * height], new ushort[width * height], new ushort[width * height]);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Mean luma of each cell, row by row, in 1/256 of a level.</summary>
    public ushort[] Luma { get; }

    /// <summary>Mean blue difference of each cell, in 1/256 of a level; 128 levels are grey.</summary>
    public ushort[] Blue { get; }

    /// <summary>Mean red difference of each cell, in 1/256 of a level; 128 levels are grey.</summary>
    public ushort[] Red { get; }

    /// <summary>Mean step between neighbouring pixels of the full picture in each block, in levels: of each step what it is beyond <see cref="Noise"/>.</summary>
    public float[] Sharpness { get; } = new float[BlockColumns * BlockRows];

    /// <summary>Counts the pictures of its source from 1: rules that share a model of the scene tell a new picture by it.</summary>
    public long Number { get; set; }
}
