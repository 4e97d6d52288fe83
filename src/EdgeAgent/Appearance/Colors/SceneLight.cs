namespace EdgeAgent.Appearance.Colors;

/// <summary>How a scene is lit, and how its camera shows that: what colours are measured against.</summary>
/// <param name="White">Linear luminance of the brightest surfaces, 0–1.</param>
/// <param name="Haze">Linear colour of the darkest: light scattered in lens and air, which lies on every colour.</param>
/// <param name="RedGain">By which red is multiplied so that the scene's neutral surfaces are grey; 1 where the camera's white balance is trusted.</param>
/// <param name="BlueGain">The same of blue.</param>
internal readonly record struct SceneLight(float White, LinearColor Haze, float RedGain, float BlueGain)
{
    /// <summary>Of a camera that exposes and balances as it should.</summary>
    public static SceneLight Usual { get; } = new(0.7f, default, 1, 1);

    /// <summary>There is no colour in it: an infrared picture, or one lamp of a single colour.</summary>
    public bool IsColorless { get; init; }

    /// <summary>0–1: how far chroma can be trusted; it falls as the scene sinks into the noise, or burns out.</summary>
    public float Trust { get; init; } = 1;
}
