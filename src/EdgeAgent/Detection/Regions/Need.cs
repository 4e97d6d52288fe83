namespace EdgeAgent.Detection.Regions;

/// <summary>Something that would be worth a closer look, in pixels of the picture.</summary>
/// <param name="Left">Of it and a little round it.</param>
/// <param name="Top">Of it and a little round it.</param>
/// <param name="Right">Of it and a little round it.</param>
/// <param name="Bottom">Of it and a little round it.</param>
/// <param name="Side">Its longer side.</param>
/// <param name="Weight">How much it is worth; 0 once a region shows it.</param>
internal readonly record struct Need(float Left, float Top, float Right, float Bottom, float Side, float Weight)
{
    public float X => (Left + Right) / 2;

    public float Y => (Top + Bottom) / 2;
}
