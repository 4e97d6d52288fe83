using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

/// <summary>A named line in one camera's picture.</summary>
internal sealed record LineOptions
{
    [Description("Name of the line, unique on its camera; rules name it.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Id { get; init; }

    [Description("What people call it. Absent: the id.")]
    [MaxLength(128)]
    public string? Name { get; init; }

    [Description("Where it starts, as [x, y] from 0 to 1 with the origin at the top left. Rules tell left from right by looking from start to end.")]
    public required NormalizedPoint Start { get; init; }

    [Description("Where it ends.")]
    public required NormalizedPoint End { get; init; }

    /// <summary>Only for a line that <see cref="LineCheck"/> finds nothing wrong with.</summary>
    public Line ToLine() => new(Id, Name ?? Id, Start, End);
}
