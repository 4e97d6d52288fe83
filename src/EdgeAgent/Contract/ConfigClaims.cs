using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract;

/// <summary>The configuration that the center wants, as it is signed.</summary>
internal sealed record ConfigClaims
{
    [Description("Holder of the key that signs.")]
    public required string Iss { get; init; }

    [Description("When it was signed: seconds since 1970-01-01 UTC.")]
    [Range(0, double.MaxValue)]
    public long? Iat { get; init; }

    [Description("Exactly this pole: `{city}/{pole}`.")]
    public required string Aud { get; init; }

    [Description("Never goes down: an older configuration is refused, and another one of the same version too.")]
    [Range(1, double.MaxValue)]
    public required long Version { get; init; }

    [Description("Zones, rules, schedules, thresholds and connection, as `edgeagent config schema` describes them; what is not here is as the pole's own file has it.")]
    public required JsonElement Settings { get; init; }

    [Description("Who wants it, for the audit log.")]
    [Personal(PersonalPurpose.Accountability, PersonalRetention.Audit)]
    public string? Officer { get; init; }

    [Description("Why, for the audit log.")]
    [Personal(PersonalPurpose.Accountability, PersonalRetention.Audit)]
    public string? Purpose { get; init; }
}
