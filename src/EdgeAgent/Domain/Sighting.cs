namespace EdgeAgent.Domain;

/// <summary>One track from its first to its last view: what it looked like, and where in the recording it is.</summary>
internal sealed record Sighting
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required CameraId Camera { get; init; }

    /// <summary>Unique per camera and run.</summary>
    public required int Track { get; init; }

    /// <summary>Which boot the media times are of.</summary>
    public required Guid BootId { get; init; }

    public required MediaTime From { get; init; }

    public required MediaTime To { get; init; }

    public required UtcTime FromUtc { get; init; }

    /// <summary>When it was last seen: with <see cref="Appearance.Heading"/> whence the next camera is asked.</summary>
    public required UtcTime ToUtc { get; init; }

    public required Appearance Appearance { get; init; }

    /// <summary>Metres; null where the camera is not calibrated.</summary>
    public float? HeightMeters { get; init; }

    /// <summary>Where it was in its best view.</summary>
    public required BoundingBox BestBox { get; init; }

    public required MediaTime BestTime { get; init; }

    public required UtcTime BestUtc { get; init; }

    /// <summary>The kept crop of its best view, relative to the crops' folder; null where none was kept.</summary>
    public string? Crop { get; init; }
}
