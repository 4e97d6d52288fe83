using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Capture.Ptz;

/// <summary>Where a camera looks, in its own units.</summary>
internal sealed record PtzPlaceOptions
{
    [Description("To the side.")]
    [Range(-360.0, 360.0)]
    public required double Pan { get; init; }

    [Description("Up and down.")]
    [Range(-360.0, 360.0)]
    public required double Tilt { get; init; }

    [Description("Absent: any.")]
    [Range(-1000.0, 1000.0)]
    public double? Zoom { get; init; }

    public PtzPosition ToPosition() => new(Pan, Tilt, Zoom);
}
