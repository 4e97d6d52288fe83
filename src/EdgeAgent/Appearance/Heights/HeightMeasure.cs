namespace EdgeAgent.Appearance.Heights;

/// <summary>How tall somebody is by one view.</summary>
/// <param name="Meters">From the ground to the top of the box.</param>
/// <param name="Uncertainty">One standard deviation, in metres: of the box's edges, and of the calibration.</param>
/// <param name="DistanceMeters">On the ground, from below the camera.</param>
internal readonly record struct HeightMeasure(double Meters, double Uncertainty, double DistanceMeters);
