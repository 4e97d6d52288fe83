using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>What an officer has ordered to be looked for, for which case and until when.</summary>
internal sealed record SearchOrder
{
    public const float UsualLeastScore = 0.7f;

    /// <summary>Nobody is looked for longer than recordings are kept.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public required string Id { get; init; }

    public required string Case { get; init; }

    public required string Officer { get; init; }

    public required string Purpose { get; init; }

    public required Description Description { get; init; }

    /// <summary>From when on it counts who was seen; null for the moment at which the order is taken in.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it ends, and what it says is deleted.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whose pictures are looked at; empty for all.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    /// <summary>0–1; what scores less is not told.</summary>
    public float LeastScore { get; init; } = UsualLeastScore;

    public bool IsFor(CameraId camera) => Cameras.IsEmpty || Cameras.Contains(camera);
}
