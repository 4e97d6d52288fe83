using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Contract.Params;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract;

/// <summary>The full set of live search orders, as it is signed.</summary>
internal sealed record OrdersClaims
{
    [Description("Holder of the key that signs.")]
    public required string Iss { get; init; }

    [Description("When it was signed: seconds since 1970-01-01 UTC.")]
    [Range(0, double.MaxValue)]
    public long? Iat { get; init; }

    [Description("Exactly this pole: `{city}/{pole}`.")]
    public required string Aud { get; init; }

    [Description("Never goes down: an older set is refused, and another set of the same version too.")]
    [Range(1, double.MaxValue)]
    public required long Version { get; init; }

    [Description("All orders that are to be in force; an order that is not here ends.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Audit)]
    public required ImmutableArray<OrderClaims> Orders { get; init; }
}
