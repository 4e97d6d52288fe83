using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record ZoneMeta(
    [Description("Id of the zone, unique on its camera.")] [RegularExpression(Shape.Name)] string Zone,
    [Description("What people call it.")] string? Name,
    [Description("Its corners as points `[x, y]`: shares of width and height (0–1) of the upright picture, origin at the top left.")] ImmutableArray<ImmutableArray<float>> Polygon);
