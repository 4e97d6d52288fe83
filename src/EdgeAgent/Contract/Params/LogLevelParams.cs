using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>log-level</c>.</summary>
internal sealed record LogLevelParams
{
    [Description("Such as `debug`, `information` or `warning`.")]
    public required string Level { get; init; }

    [Description("After how many the usual level comes back.")]
    [Range(1, 120)]
    public required int Minutes { get; init; }
}
