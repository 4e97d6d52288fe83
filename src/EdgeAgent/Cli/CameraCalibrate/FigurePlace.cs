using EdgeAgent.Appearance.Heights;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>Where an adult and a child stand side by side.</summary>
internal readonly record struct FigurePlace(GroundPoint Adult, GroundPoint Child);
