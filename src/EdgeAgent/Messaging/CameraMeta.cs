using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record CameraMeta(
    [Description("Id of the camera, unique on its pole.")] [RegularExpression(Shape.Name)] string Camera,
    [Description("What people call it.")] string? Name,
    [Description("The camera's channel in the center's video management system.")] string? Channel,
    [Description("Where it looks: degrees from north, clockwise.")] [Range(0.0, 360.0)] double? HeadingDegrees,
    [Description("The model in force that looks at its pictures, as `name@version`; absent until one is loaded.")] string? Model,
    [Description("The areas that its rules watch.")] ImmutableArray<ZoneMeta> Zones)
{
    [Description("True for a camera that can be turned; absent for a fixed one.")]
    public bool? Ptz { get; init; }
}
