using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>Something upright of a known height that somebody has marked in the picture: a person, a bollard, a door.</summary>
/// <param name="Foot">Where it stands on the ground.</param>
/// <param name="Head">Its top, straight above.</param>
/// <param name="Meters">From foot to head.</param>
internal readonly record struct HeightMark(NormalizedPoint Foot, NormalizedPoint Head, double Meters)
{
    /// <summary>How much of the picture's height it takes, 0–1.</summary>
    public double Rows => (double)Foot.Y - Head.Y;
}
