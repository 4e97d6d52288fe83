using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>The body of an event's CloudEvent.</summary>
internal sealed record EventMessage
{
    [Description("Identity of the event: the same in its start, updates and end.")]
    public required Guid EventId { get; init; }

    [Description("What this message tells of it.")]
    public required EventPhase Phase { get; init; }

    [Description("Kebab-case type of the event, such as `intrusion`.")]
    public required string Type { get; init; }

    [Description("How urgent it is: the highest that it has had.")]
    public required Severity Severity { get; init; }

    [Description("Id of the camera that saw it.")]
    [RegularExpression(Shape.Name)]
    public required string Camera { get; init; }

    [Description("`main` or `detection` where it is about a stream of the camera; absent where it is about what is seen.")]
    public string? Stream { get; init; }

    [Description("Id of the zone that it happened in.")]
    public string? Zone { get; init; }

    [Description("Id of the line that was crossed.")]
    public string? Line { get; init; }

    [Description("Id of the configured rule that raised it; absent where no rule did.")]
    public string? Rule { get; init; }

    [Description("Numbers under which the camera followed whom or what it is about: they say who is the same, for this camera and boot, and nothing of who it is.")]
    [Personal(PersonalPurpose.Alert, PersonalRetention.Events)]
    public ImmutableArray<int>? Tracks { get; init; }

    [Description("Label of the model that saw it, such as `person` or `car`.")]
    public string? ObjectClass { get; init; }

    [Description("Of the model for the best view, 0–1.")]
    [Range(0.0, 1.0)]
    public float? Score { get; init; }

    [Description("Where it was when it was seen best: `[x, y, width, height]` as shares (0–1) of the upright main stream's picture, origin at the top left.")]
    [MinLength(4)]
    [MaxLength(4)]
    [Range(0.0, 1.0)]
    [Personal(PersonalPurpose.Alert, PersonalRetention.Events)]
    public ImmutableArray<float>? BestBox { get; init; }

    [Description("When that was.")]
    public DateTimeOffset? BestBoxTime { get; init; }

    [Description("The same on the media clock of `bootId`.")]
    [Range(0, double.MaxValue)]
    public long? BestBoxMediaTimeNanoseconds { get; init; }

    [Description("When this phase happened; `clock` says what it is worth.")]
    public required DateTimeOffset Time { get; init; }

    [Description("Whether the pole's clock was synchronised at `time`.")]
    public required ClockState Clock { get; init; }

    [Description("The same moment on the clock that nobody sets: nanoseconds since the boot `bootId`.")]
    [Range(0, double.MaxValue)]
    public required long MediaTimeNanoseconds { get; init; }

    [Description("Which boot of the pole the media times count from.")]
    public required Guid BootId { get; init; }

    [Description("Media time since the start of the event; 0 in the start itself.")]
    [Range(0, double.MaxValue)]
    public required double DurationSeconds { get; init; }

    [Description("What events of this type say beyond; absent where there is nothing to say.")]
    public EventDetailMessage? Detail { get; init; }

    [Description("Of the problem behind a `device-fault` or `camera-lost`, such as `model/failed`.")]
    public string? Code { get; init; }

    [Description("Why it ended, such as `left-zone`, `track-lost`, `cleared`, `stream-lost`, `stopped` or `agent-restart`; a later agent may say others. Only in the end.")]
    public string? Reason { get; init; }

    [Description("The clip that will show it: its manifest follows on `clip/{clip}/manifest`.")]
    public Guid? ClipId { get; init; }

    [Description("SHA-256 of the picture of its start, which comes on `still/{event}`; lower-case hexadecimal.")]
    [RegularExpression(Shape.Sha256)]
    public string? StillSha256 { get; init; }

    [Description("The model that saw it, as `name@version`.")]
    public string? Model { get; init; }

    [Description("Updates that were never sent, since this one came before their turn; absent for none.")]
    [Range(1, double.MaxValue)]
    public int? Coalesced { get; init; }

    [Description("False for what the pole could not keep: its envelope has neither `log` nor `sequence`, and it comes again with both, under the same `id`, if the disk recovers. Absent otherwise.")]
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
