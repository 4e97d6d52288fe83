using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>A named area of a camera's picture, as the user wrote it.</summary>
internal sealed record ZoneOptions
{
    [Description("Name that rules, events and topics use.")]
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Id { get; init; } = "";

    [Description("Name for people.")]
    [StringLength(100)]
    public string Name { get; init; } = "";

    [Description("Corners as [x, y], 0 to 1 from the top left of the picture, in order round the area; the last is joined to the first.")]
    [Required]
    [MinLength(3)]
    public float[][] Polygon { get; init; } = [];

    /// <summary>Only for a polygon that <see cref="ZonePolygon.Check"/> finds nothing wrong with.</summary>
    public Zone ToZone() =>
        new(Id, Name.Length > 0 ? Name : Id, [.. Polygon.Select(corner => new NormalizedPoint(corner[0], corner[1]))]);
}
