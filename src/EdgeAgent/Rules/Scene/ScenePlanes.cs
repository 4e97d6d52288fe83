using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>Luma and chroma of cells, in levels.</summary>
internal sealed class ScenePlanes(int count)
{
    public float[] Luma { get; } = new float[count];

    public float[] Blue { get; } = new float[count];

    public float[] Red { get; } = new float[count];

    public void CopyFrom(SceneMap scene)
    {
        for (var i = 0; i < Luma.Length; i++)
        {
            (Luma[i], Blue[i], Red[i]) = (scene.Luma[i] / 256f, scene.Blue[i] / 256f, scene.Red[i] / 256f);
        }
    }
}
