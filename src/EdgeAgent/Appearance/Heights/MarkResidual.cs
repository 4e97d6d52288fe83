namespace EdgeAgent.Appearance.Heights;

/// <summary>What a geometry makes of a mark.</summary>
/// <param name="Mark">With the height that was claimed.</param>
/// <param name="Measured">Its height by the geometry, in metres; null where nothing could stand at its foot.</param>
internal readonly record struct MarkResidual(HeightMark Mark, double? Measured)
{
    /// <summary>Measured too tall, as a share of the claimed height; infinite where it cannot be measured.</summary>
    public double Share => Measured is { } meters ? (meters - Mark.Meters) / Mark.Meters : double.PositiveInfinity;

    public static MarkResidual Of(CameraGeometry geometry, HeightMark mark) => new(mark, geometry.HeightOf(mark.Foot, mark.Head));
}
