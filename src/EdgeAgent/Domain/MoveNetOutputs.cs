namespace EdgeAgent.Domain;

/// <summary>MoveNet's outputs, each 1 × planes × cells of one grid: where points are, where the person is, and from there to the points.</summary>
internal sealed record MoveNetOutputs : ModelOutputs
{
    public const string Family = "movenet";

    /// <summary>One plane per point, 0–1.</summary>
    public required string Heatmaps { get; init; }

    /// <summary>One plane, 0–1: high at the middle of a person.</summary>
    public required string Centers { get; init; }

    /// <summary>Two planes per point, y then x: from a person's middle to the point, in cells.</summary>
    public required string Regressions { get; init; }

    /// <summary>Two planes per point, y then x: from the corner of a point's cell to the point, in cells.</summary>
    public required string Offsets { get; init; }
}
