using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>What the pole is: changes rarely, retained.</summary>
internal sealed record MetaMessage
{
    public required string AgentVersion { get; init; }

    /// <summary>Version of the contract that the pole speaks.</summary>
    public string? SchemaVersion { get; init; }

    public PoleMode? Mode { get; init; }

    /// <summary>The same for the same settings in force.</summary>
    public string? ConfigurationVersion { get; init; }

    /// <summary>WGS 84.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? Address { get; init; }

    /// <summary>The city's number for the pole.</summary>
    public string? ManagementNumber { get; init; }

    /// <summary>The public key that the pole signs with, until enrolment tells the center.</summary>
    public JsonWebKeys.WebKey? SigningKey { get; init; }

    public ImmutableArray<CameraMeta> Cameras { get; init; } = [];
}
