using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Search.Orders;

/// <summary>Where live search orders come from.</summary>
internal sealed record OrderOptions
{
    [Description("A file of live search orders, read again whenever it changes. Absent: nobody is looked for but those whose orders are in force already.")]
    [MinLength(1)]
    [MaxLength(1024)]
    public string? File { get; init; }
}
