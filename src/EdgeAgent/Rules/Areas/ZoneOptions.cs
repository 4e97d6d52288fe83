using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

/// <summary>A named area of one camera's picture.</summary>
internal sealed record ZoneOptions
{
    [Description("Name of the zone, unique on its camera; rules name it.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Id { get; init; }

    [Description("What people call it. Absent: the id.")]
    [MaxLength(128)]
    public string? Name { get; init; }

    [Description("Corners in order, as [x, y] from 0 to 1 with the origin at the top left; the last is joined to the first.")]
    [MinLength(3)]
    [MaxLength(64)]
    public required ImmutableArray<NormalizedPoint> Polygon { get; init; }

    /// <summary>Only for a polygon that <see cref="ZonePolygon.Check"/> finds nothing wrong with.</summary>
    public Zone ToZone() => new(Id, Name ?? Id, Polygon);
}
