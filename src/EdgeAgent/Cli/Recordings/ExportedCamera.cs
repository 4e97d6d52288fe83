using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Recording;

namespace EdgeAgent.Cli.Recordings;

/// <summary>What of one camera's recording was handed out, as JSON has it.</summary>
/// <param name="Camera">Whose.</param>
/// <param name="AskedStart">As typed.</param>
/// <param name="AskedEnd">As typed.</param>
/// <param name="ActualStart">First picture; absent where there is none.</param>
/// <param name="ActualEnd">End of the last picture.</param>
/// <param name="Complete">The whole asked time is in the parts.</param>
/// <param name="Parts">The files, in the order of time.</param>
/// <param name="Gaps">What of the asked time they do not show.</param>
/// <param name="Problem">Why there are no parts.</param>
internal sealed record ExportedCamera(
    string Camera,
    DateTimeOffset AskedStart,
    DateTimeOffset AskedEnd,
    DateTimeOffset? ActualStart,
    DateTimeOffset? ActualEnd,
    bool Complete,
    ImmutableArray<ExportedPart> Parts,
    ImmutableArray<ClipGapMessage> Gaps,
    Problem? Problem = null)
{
    /// <summary>As in the manifest of a clip: somebody asked for the range.</summary>
    public string Purpose { get; } = "range";

    public static ExportedCamera Of(CameraId camera, DateTimeOffset from, DateTimeOffset to, RecordedClip clip) => new(
        camera.Value,
        from,
        to,
        SegmentClock.ToUtc(clip.ActualStart),
        SegmentClock.ToUtc(clip.ActualEnd),
        clip.IsComplete,
        [.. clip.Parts.Select(ExportedPart.Of)],
        [.. clip.Gaps.Select(gap => new ClipGapMessage { From = gap.From.Value, To = gap.To.Value, Reason = MessageJson.KebabCase(gap.Reason) })]);

    public static ExportedCamera Nothing(CameraId camera, DateTimeOffset from, DateTimeOffset to, Problem problem) => new(
        camera.Value,
        from,
        to,
        null,
        null,
        Complete: false,
        [],
        [new ClipGapMessage { From = from, To = to, Reason = MessageJson.KebabCase(ClipGapReason.NotRecorded) }],
        problem);
}
