using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>Something upright of known height, marked in the picture.</summary>
internal sealed record CalibrationMarkOptions
{
    [Description("Where it stands on the ground, as [x, y] from 0 to 1 with the origin at the top left.")]
    public required NormalizedPoint Foot { get; init; }

    [Description("Its top, straight above the foot.")]
    public required NormalizedPoint Head { get; init; }

    [Description("How tall it is, in metres.")]
    [Range(0.2, 10.0)]
    public required double HeightMeters { get; init; }

    public HeightMark ToMark() => new(Foot, Head, HeightMeters);
}
