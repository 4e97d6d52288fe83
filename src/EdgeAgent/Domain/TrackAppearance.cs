namespace EdgeAgent.Domain;

/// <summary>What is known of one track after a frame, by all its views so far.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Appearance">Fused over its best views.</param>
internal readonly record struct TrackAppearance(int Track, Appearance Appearance)
{
    /// <summary>Metres; null where the camera is not calibrated.</summary>
    public float? HeightMeters { get; init; }

    /// <summary>When it was first seen clearly: large enough, whole, not covered; null before. By night too, when colours are unknown.</summary>
    public MediaTime? FirstClearView { get; init; }
}
