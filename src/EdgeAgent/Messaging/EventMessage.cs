using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>The body of an event's CloudEvent.</summary>
internal sealed record EventMessage
{
    public required Guid EventId { get; init; }

    public required EventPhase Phase { get; init; }

    public required string Type { get; init; }

    public required Severity Severity { get; init; }

    public required string Camera { get; init; }

    /// <summary><c>main</c> or <c>detection</c>, where it is about a stream of the camera.</summary>
    public string? Stream { get; init; }

    public string? Zone { get; init; }

    public string? Line { get; init; }

    public string? Rule { get; init; }

    public ImmutableArray<int>? Tracks { get; init; }

    public string? ObjectClass { get; init; }

    public float? Score { get; init; }

    /// <summary><c>[x, y, width, height]</c>, 0–1, origin at the top left.</summary>
    public ImmutableArray<float>? BestBox { get; init; }

    public DateTimeOffset? BestBoxTime { get; init; }

    public long? BestBoxMediaTimeNanoseconds { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required ClockState Clock { get; init; }

    public required long MediaTimeNanoseconds { get; init; }

    public required Guid BootId { get; init; }

    public required double DurationSeconds { get; init; }

    /// <summary>What events of its type say beyond.</summary>
    public EventDetailMessage? Detail { get; init; }

    /// <summary>Code of the problem behind a <c>device-fault</c>.</summary>
    public string? Code { get; init; }

    public string? Reason { get; init; }

    public Guid? ClipId { get; init; }

    /// <summary>Of the picture of its start, which comes on <c>still/{event}</c>.</summary>
    public string? StillSha256 { get; init; }

    public string? Model { get; init; }

    /// <summary>Updates that were never sent, since this one came before their turn; absent for none.</summary>
    public int? Coalesced { get; init; }

    /// <summary>False for what the pole could not keep: it has no place in a log, and comes again with one if the disk recovers. Absent otherwise.</summary>
    public bool? Durable { get; init; }

    public static EventMessage From(EdgeEvent source) => new()
    {
        EventId = source.EventId,
        Phase = source.Phase,
        Type = source.Type,
        Severity = source.Severity,
        Camera = source.Camera.Value,
        Stream = source.Stream,
        Zone = source.Zone,
        Line = source.Line,
        Rule = source.Rule,
        Tracks = source.Tracks.IsDefaultOrEmpty ? null : source.Tracks,
        ObjectClass = source.ObjectClass,
        Score = source.Score is { } score ? MathF.Round(score, 4) : null,
        BestBox = source.BestBox is { } box ? MessageJson.Numbers(box) : null,
        BestBoxTime = source.BestBoxUtc?.Value,
        BestBoxMediaTimeNanoseconds = source.BestBoxTime?.Nanoseconds,
        Time = source.Utc.Value,
        Clock = source.Utc.Synchronised ? ClockState.Synced : ClockState.Unsynced,
        MediaTimeNanoseconds = source.Time.Nanoseconds,
        BootId = source.BootId,
        DurationSeconds = Math.Round(source.Duration.TotalSeconds, 3),
        Detail = EventDetailMessage.From(source.Detail),
        Code = source.Code,
        Reason = source.Reason,
        ClipId = source.ClipId,
        StillSha256 = source.StillSha256,
        Model = source.Model,
    };
}
