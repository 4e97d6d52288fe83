using EdgeAgent.Appearance.Heights;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>The outline of somebody who stands on the ground and faces the camera.</summary>
internal static class GroundFigure
{
    /// <summary>The right half from the sole between the feet to the top of the head: across and up, as shares of the height.</summary>
    private static readonly (double Across, double Up)[] Half =
    [
        (0.012, 0.46), (0.030, 0.02), (0.035, 0.00), (0.090, 0.00), (0.088, 0.03), (0.075, 0.26), (0.085, 0.46), (0.090, 0.60),
        (0.115, 0.42), (0.140, 0.44), (0.140, 0.66), (0.128, 0.79), (0.110, 0.815), (0.035, 0.835), (0.035, 0.86),
        (0.060, 0.885), (0.066, 0.925), (0.058, 0.970), (0.030, 0.996), (0.0, 1.0),
    ];

    /// <summary>Null where a part of it is behind the camera.</summary>
    public static NormalizedPoint[]? Outline(CameraGeometry geometry, GroundPoint place, double meters)
    {
        var outline = Half.Concat(Half.Reverse().Select(point => (Across: -point.Across, point.Up)))
            .Select(point => geometry.Project(place with { Right = place.Right + (point.Across * meters) }, point.Up * meters))
            .ToArray();
        return outline.All(point => point is not null) ? [.. outline.Select(point => point!.Value)] : null;
    }
}
