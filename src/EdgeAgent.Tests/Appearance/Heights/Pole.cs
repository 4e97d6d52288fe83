using System.Numerics;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>A camera on a pole by rotation matrices, apart from the formulas that are tested: what it sees of somebody on the street.</summary>
internal sealed record Pole(double Height, double Tilt, double Fov, double Roll = 0, double Aspect = 16.0 / 9)
{
    public CameraGeometry Geometry => new(Height, Tilt, Fov, Roll, Aspect);

    /// <summary>Where the picture shows a point, so many metres to the right, ahead, and above the ground.</summary>
    public NormalizedPoint See(double right, double forward, double up)
    {
        // x to the right, y down, z ahead; then turned down by the tilt, then round the axis by the roll.
        var tilted = Vector3.Transform(
            new Vector3((float)right, (float)(Height - up), (float)forward), Matrix4x4.CreateRotationX(float.DegreesToRadians((float)Tilt)));
        var turned = Vector3.Transform(tilted, Matrix4x4.CreateRotationZ(float.DegreesToRadians((float)Roll)));
        var focal = 0.5 / Math.Tan(double.DegreesToRadians(Fov) / 2);
        return new NormalizedPoint((float)(0.5 + (focal * turned.X / turned.Z / Aspect)), (float)(0.5 + (focal * turned.Y / turned.Z)));
    }

    public HeightMark Mark(double right, double forward, double meters, double? told = null) =>
        new(See(right, forward, 0), See(right, forward, meters), told ?? meters);

    /// <summary>The box of somebody upright, whose shoulders are a quarter of the height.</summary>
    public BoundingBox Box(double right, double forward, double meters, double width = 0.25)
    {
        var (foot, head) = (See(right, forward, 0), See(right, forward, meters));
        var half = (See(right + (width * meters / 2), forward, 0).X - See(right - (width * meters / 2), forward, 0).X) / 2;
        var middle = (foot.X + head.X) / 2;
        return new BoundingBox(middle - half, head.Y, 2 * half, foot.Y - head.Y);
    }
}
