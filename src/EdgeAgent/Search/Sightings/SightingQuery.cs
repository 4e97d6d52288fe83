using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>What is looked for among the sightings.</summary>
internal sealed record SightingQuery
{
    public const int MaximumLimit = 10_000;

    public required Description Description { get; init; }

    /// <summary>Who was in view at this or after it.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Who was in view before this.</summary>
    public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Null for all.</summary>
    public CameraId? Camera { get; init; }

    /// <summary>1 to <see cref="MaximumLimit"/>.</summary>
    public int Limit { get; init; } = 100;
}
