using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract;

/// <summary>What a command's signature covers. The pole reads it member by member; this is its shape for others.</summary>
internal sealed record CommandClaims
{
    [Description("Holder of the key that signs.")]
    public required string Iss { get; init; }

    [Description("Exactly this pole: `{city}/{pole}`.")]
    [RegularExpression("[a-z0-9-]{1,32}/[a-z0-9-]{1,32}")]
    public required string Aud { get; init; }

    [Description("Identity of the command: what is sent again has its effect once, and gets the stored answer.")]
    public required Guid Jti { get; init; }

    [Description("When it was signed: seconds since 1970-01-01 UTC.")]
    [Range(0, double.MaxValue)]
    public required long Iat { get; init; }

    [Description("When it stops to count: at most 300 s after `iat`, in seconds since 1970-01-01 UTC.")]
    [Range(0, double.MaxValue)]
    public required long Exp { get; init; }

    [Description("The pole's present epoch, from its `state`; where the pole's clock is not synchronised it counts instead of `exp`.")]
    [Range(0, double.MaxValue)]
    public long? Epoch { get; init; }

    [Description("What is asked for; the same as in the topic.")]
    public required string Verb { get; init; }

    [Description("An object of what the verb needs to know: the schema `edgeagent.command.{verb}.v1` says what.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Audit)]
    public JsonElement? Params { get; init; }

    [Description("Why, for the audit log.")]
    [Personal(PersonalPurpose.Accountability, PersonalRetention.Audit)]
    public required string Purpose { get; init; }

    [Description("The case; required by verbs that look at persons.")]
    [Personal(PersonalPurpose.Accountability, PersonalRetention.Audit)]
    public string? CaseId { get; init; }

    [Description("Who asks, for the audit log.")]
    [Personal(PersonalPurpose.Accountability, PersonalRetention.Audit)]
    public required string Officer { get; init; }
}
