namespace EdgeAgent.Appearance.Heights;

/// <summary>A place on the ground, in metres from the point below the camera.</summary>
/// <param name="Right">To the right of where the camera looks.</param>
/// <param name="Forward">In the direction in which the camera looks.</param>
internal readonly record struct GroundPoint(double Right, double Forward)
{
    public double Distance => double.Hypot(Right, Forward);
}
