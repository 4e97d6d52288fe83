using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>One phase of something that happened before a camera: its start, an update, or its end.</summary>
internal sealed record EdgeEvent
{
    /// <summary>Identity of this record; a consumer deduplicates by it. UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Identity of the event, the same from start to end. UUIDv7.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Kebab-case type as in the event catalogue, such as <c>intrusion</c>.</summary>
    public required string Type { get; init; }

    public required EventPhase Phase { get; init; }

    public required Severity Severity { get; init; }

    public required CameraId Camera { get; init; }

    /// <summary>Of the camera's streams the one that it is about: <c>main</c> or <c>detection</c>; null where it is about what is seen.</summary>
    public string? Stream { get; init; }

    /// <summary>When this phase happened.</summary>
    public required MediaTime Time { get; init; }

    public required UtcTime Utc { get; init; }

    public required Guid BootId { get; init; }

    /// <summary>Media time since the start of the event; zero in the start itself.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The configured rule that raised it.</summary>
    public string? Rule { get; init; }

    public string? Zone { get; init; }

    public string? Line { get; init; }

    /// <summary>None where it is about the picture.</summary>
    public ImmutableArray<int> Tracks { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Label of the object in the model that saw it, such as <c>person</c>.</summary>
    public string? ObjectClass { get; init; }

    /// <summary>Score of the best view so far, 0–1.</summary>
    public float? Score { get; init; }

    /// <summary>The best view so far.</summary>
    public BoundingBox? BestBox { get; init; }

    public MediaTime? BestBoxTime { get; init; }

    public UtcTime? BestBoxUtc { get; init; }

    /// <summary>What events of its type say beyond; null for nothing.</summary>
    public EventDetail? Detail { get; init; }

    /// <summary>Code of the problem behind a <c>device-fault</c>, such as <c>model/failed</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Why it ended, such as <c>left-zone</c>, <c>track-lost</c>, <c>stream-lost</c> or <c>stopped</c>; each rule says which.</summary>
    public string? Reason { get; init; }

    /// <summary>The clip that will show it; its manifest follows on its own topic.</summary>
    public Guid? ClipId { get; init; }

    /// <summary>SHA-256 of the picture of its start, in lower-case hexadecimal; the picture follows on its own topic.</summary>
    public string? StillSha256 { get; init; }

    /// <summary>Name and version of the model that saw it.</summary>
    public string? Model { get; init; }

    /// <summary>The start of something about a camera or the device itself, which concerns operations.</summary>
    public static EdgeEvent Began(CameraId camera, string type, MediaTime time, IMediaClock clock)
    {
        var utc = clock.ToUtc(time);
        return new EdgeEvent
        {
            Id = Guid.CreateVersion7(utc.Value),
            EventId = Guid.CreateVersion7(utc.Value),
            Type = type,
            Phase = EventPhase.Start,
            Severity = Severity.Warning,
            Camera = camera,
            Time = time,
            Utc = utc,
            BootId = clock.BootId,
        };
    }

    /// <summary>The end of what this is the start of.</summary>
    public EdgeEvent Ended(MediaTime time, string reason, IMediaClock clock)
    {
        var utc = clock.ToUtc(time);
        return this with
        {
            Id = Guid.CreateVersion7(utc.Value),
            Phase = EventPhase.End,
            Time = time,
            Utc = utc,
            Duration = time - Time,
            Reason = reason,
        };
    }
}
