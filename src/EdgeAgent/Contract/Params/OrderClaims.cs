using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace EdgeAgent.Contract.Params;

/// <summary>One search order of the set.</summary>
internal sealed record OrderClaims : DescribedParams
{
    [Description("Name of the order: 1 to 64 letters, digits, dots, hyphens and underscores.")]
    [RegularExpression("[A-Za-z0-9._-]{1,64}")]
    public required string Id { get; init; }

    [Description("Number of the case.")]
    public required string Case { get; init; }

    [Description("Who orders it.")]
    public required string Officer { get; init; }

    [Description("What for, such as `missing child`.")]
    public required string Purpose { get; init; }

    [Description("From when on it is looked for: date, time and offset, such as `2026-11-26T18:00:00+09:00`; it may have passed. From now on where it is absent.")]
    public string? Since { get; init; }

    [Description("When the order ends, in the same form.")]
    public required string Until { get; init; }

    [Description("Ids of cameras, one or a list; all where it is absent.")]
    public JsonElement? Cameras { get; init; }
}
