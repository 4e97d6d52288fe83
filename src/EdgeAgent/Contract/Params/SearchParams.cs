using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>search</c>.</summary>
internal sealed record SearchParams : DescribedParams
{
    [Description("Begin of what is searched: date, time and offset, such as `2026-11-26T18:00:00+09:00`; at most 30 days before `until`.")]
    public required string Since { get; init; }

    [Description("Its end, in the same form; now where it is absent.")]
    public string? Until { get; init; }

    [Description("Only this camera; all where it is absent.")]
    [RegularExpression(Shape.Name)]
    public string? Camera { get; init; }

    [Description("How many are told at most; 100 where it is absent.")]
    [Range(1, 100)]
    public int? Limit { get; init; }
}
