namespace EdgeAgent.Domain;

/// <summary>How a person holds themselves, as far as a picture tells.</summary>
internal enum Posture
{
    /// <summary>Shoulders or hips are not seen, or the body points at the camera.</summary>
    Unknown,

    /// <summary>Stands or walks; or only the upper body is seen, and is upright.</summary>
    Upright,

    /// <summary>Sits, crouches or bends down.</summary>
    Crouching,

    Lying,
}
