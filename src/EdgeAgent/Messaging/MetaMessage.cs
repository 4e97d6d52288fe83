using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>What the pole is: changes rarely, retained.</summary>
internal sealed record MetaMessage
{
    [Description("Version of the software on the pole: semantic, with the commit after `+`.")]
    public required string AgentVersion { get; init; }

    [Description("Version of the contract that the pole speaks, such as `v1`.")]
    public string? SchemaVersion { get; init; }

    [Description("What the center may conclude from messages of this pole: only `operational` concerns the police.")]
    public PoleMode? Mode { get; init; }

    [Description("Fingerprint of the settings in force: the same for the same settings.")]
    public string? ConfigurationVersion { get; init; }

    [Description("Of the pole, WGS 84, degrees north.")]
    [Range(-90.0, 90.0)]
    public double? Latitude { get; init; }

    [Description("Of the pole, WGS 84, degrees east.")]
    [Range(-180.0, 180.0)]
    public double? Longitude { get; init; }

    [Description("Where the pole stands, as people write it.")]
    public string? Address { get; init; }

    [Description("The city's number for the pole.")]
    public string? ManagementNumber { get; init; }

    [Description("The public key that the pole signs with, until enrolment tells the center.")]
    public JsonWebKeys.WebKey? SigningKey { get; init; }

    [Description("The cameras of the pole.")]
    public ImmutableArray<CameraMeta> Cameras { get; init; } = [];
}
