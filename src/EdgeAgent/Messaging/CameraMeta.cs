using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <param name="Channel">Of the camera in the center's video management system.</param>
/// <param name="HeadingDegrees">From north, clockwise.</param>
/// <param name="Model">Name and version of the model in force.</param>
/// <param name="Zones">Ids of the configured zones.</param>
internal sealed record CameraMeta(
    string Camera, string? Name, string? Channel, double? HeadingDegrees, string? Model, ImmutableArray<ZoneMeta> Zones)
{
    /// <summary>True for a camera that can be turned; absent for a fixed one.</summary>
    public bool? Ptz { get; init; }
}
