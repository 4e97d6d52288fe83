using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>audit</c>.</summary>
internal sealed record AuditParams
{
    [Description("Number of the last line that is known; 0 where it is absent.")]
    [Range(0, double.MaxValue)]
    public long? After { get; init; }

    [Description("How many lines at most; 200 where it is absent.")]
    [Range(1, 200)]
    public int? Limit { get; init; }
}
