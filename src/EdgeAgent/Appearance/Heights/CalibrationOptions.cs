using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Appearance.Heights;

/// <summary>How a camera hangs: measured with height, tilt and field of view, or by marks of known height.</summary>
internal sealed record CalibrationOptions
{
    public const int FewestMarks = 2;

    [Description("Height of the lens above the ground, in metres. Not beside marks.")]
    [Range(0.5, 60.0)]
    public double? HeightMeters { get; init; }

    [Description("How far the camera looks below the horizontal, in degrees. Not beside marks.")]
    [Range(-20.0, 89.0)]
    public double? TiltDegrees { get; init; }

    [Description("Vertical field of view, from the upper to the lower edge of the picture, in degrees. Beside marks it may be left out: they tell it, roughly.")]
    [Range(3.0, 120.0)]
    public double? VerticalFovDegrees { get; init; }

    [Description("How far the picture is turned, in degrees, positive where the horizon falls to the right. Absent: 0, or as the marks lean.")]
    [Range(-20.0, 20.0)]
    public double? RollDegrees { get; init; }

    [Description("Width of the picture divided by its height, as it is shown.")]
    [Range(0.3, 4.0)]
    public double AspectRatio { get; init; } = CameraGeometry.UsualAspectRatio;

    [Description("Upright things of known height, two or more, near and far. edgeagent camera calibrate shows what they make.")]
    [MaxLength(32)]
    public ImmutableArray<CalibrationMarkOptions> Marks { get; init; } = [];
}
