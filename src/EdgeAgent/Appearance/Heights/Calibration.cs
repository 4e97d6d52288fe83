using System.Collections.Immutable;

namespace EdgeAgent.Appearance.Heights;

/// <summary>A camera's geometry, and by what it is known.</summary>
/// <param name="Geometry">What came out.</param>
/// <param name="Marks">The marks that it was fitted to, with the height that it gives each; none where it was told.</param>
internal sealed record Calibration(CameraGeometry Geometry, ImmutableArray<MarkResidual> Marks)
{
    /// <summary>One standard deviation of the field of view that the marks told, as a share of it; 0 where it was given.</summary>
    public double FovError { get; init; }
}
