using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>A scene in a few thousand tiles: its luma, its edges, and how sharp its blocks are. As a reference it follows slowly.</summary>
internal sealed class CoarseView
{
    /// <summary>Cells of a map in a row and a column of one tile.</summary>
    public const int Tile = 4;

    public CoarseView(int sceneWidth, int sceneHeight)
    {
        (SceneWidth, SceneHeight) = (sceneWidth, sceneHeight);
        (Width, Height) = (Math.Max(1, sceneWidth / Tile), Math.Max(1, sceneHeight / Tile));
        (Luma, Edges) = (new float[Width * Height], new float[Width * Height]);
    }

    public int SceneWidth { get; }

    public int SceneHeight { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Mean luma of each tile, in levels.</summary>
    public float[] Luma { get; }

    /// <summary>Steps of each tile to its neighbours right and below, in levels.</summary>
    public float[] Edges { get; }

    /// <summary>As in <see cref="SceneMap.Sharpness"/>.</summary>
    public float[] Sharpness { get; } = new float[SceneMap.BlockColumns * SceneMap.BlockRows];

    public void Fill(SceneMap scene)
    {
        var (tileWidth, tileHeight) = (scene.Width / Width, scene.Height / Height);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var sum = 0;
                for (var row = y * tileHeight; row < (y + 1) * tileHeight; row++)
                {
                    for (var column = x * tileWidth; column < (x + 1) * tileWidth; column++)
                    {
                        sum += scene.Luma[(row * scene.Width) + column];
                    }
                }

                Luma[(y * Width) + x] = sum / (256f * tileWidth * tileHeight);
            }
        }

        for (var i = 0; i < Luma.Length; i++)
        {
            var right = (i + 1) % Width == 0 ? i : i + 1;
            var below = i + Width < Luma.Length ? i + Width : i;
            Edges[i] = MathF.Abs(Luma[right] - Luma[i]) + MathF.Abs(Luma[below] - Luma[i]);
        }

        scene.Sharpness.CopyTo(Sharpness, 0);
    }

    /// <summary>Comes nearer to another view by a rate, where the tiles are open.</summary>
    public void Follow(CoarseView other, ReadOnlySpan<bool> closed, float rate)
    {
        for (var i = 0; i < Luma.Length; i++)
        {
            if (!closed[i])
            {
                Luma[i] += rate * (other.Luma[i] - Luma[i]);
                Edges[i] += rate * (other.Edges[i] - Edges[i]);
            }
        }

        for (var i = 0; i < Sharpness.Length; i++)
        {
            Sharpness[i] += rate * (other.Sharpness[i] - Sharpness[i]);
        }
    }

    public void CopyFrom(CoarseView other)
    {
        other.Luma.CopyTo(Luma, 0);
        other.Edges.CopyTo(Edges, 0);
        other.Sharpness.CopyTo(Sharpness, 0);
    }

    /// <summary>The block of <see cref="Sharpness"/> in which a tile lies.</summary>
    public int BlockOf(int tile) =>
        (tile / Width * SceneMap.BlockRows / Height * SceneMap.BlockColumns) + (tile % Width * SceneMap.BlockColumns / Width);
}
