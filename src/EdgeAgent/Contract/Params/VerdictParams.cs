using System.ComponentModel;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>verdict</c>.</summary>
internal sealed record VerdictParams
{
    [Description("The event that is judged.")]
    public required Guid EventId { get; init; }

    [Description("What a person says of it.")]
    public required Verdict Verdict { get; init; }
}
