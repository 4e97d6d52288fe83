using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <param name="Model">Name and version of the model in force.</param>
/// <param name="Zones">Ids of the configured zones.</param>
internal sealed record CameraMeta(string Camera, string? Name, string? Model, ImmutableArray<ZoneMeta> Zones);
