using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>replay</c>.</summary>
internal sealed record ReplayParams
{
    [Description("What is sent again, of the present log.")]
    [MaxLength(100)]
    public required ImmutableArray<SequenceRangeMessage> Ranges { get; init; }
}
