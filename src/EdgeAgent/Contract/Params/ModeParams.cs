using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>mode</c>.</summary>
internal sealed record ModeParams
{
    [Description("What the center may conclude from now on.")]
    public required PoleMode Mode { get; init; }

    [Description("After how many maintenance ends by itself: of maintenance, and only of it.")]
    [Range(1, 120)]
    public int? Minutes { get; init; }
}
