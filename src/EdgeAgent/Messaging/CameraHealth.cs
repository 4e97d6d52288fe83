using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record CameraHealth(
    [Description("Id of the camera.")] [RegularExpression(Shape.Name)] string Camera,
    [Description("`connecting`, `streaming`, or `lost` where a fault keeps one of its streams away.")] string State,
    [Description("Pictures decoded per second since the last health message, as measured and not as the camera claims.")] double? FramesPerSecond,
    [Description("Pictures decoded since the agent started, of the stream that is looked at.")] [Range(0, double.MaxValue)] long FramesDecoded,
    [Description("Of them those that the detector has looked at.")] [Range(0, double.MaxValue)] long FramesAnalysed,
    [Description("Due for analysis, but they gave way to newer ones, or came before a PTZ camera told where it looks.")] [Range(0, double.MaxValue)] long FramesDropped,
    [Description("The stream that is recorded.")] StreamHealthMessage Stream,
    [Description("The stream that is looked at; absent where it is the one that is recorded.")] StreamHealthMessage? DetectionStream)
{
    [Description("Parts of frames that were worth a closer look.")]
    [Range(0, double.MaxValue)]
    public long? RegionsAsked { get; init; }

    [Description("Those of them that there was time for.")]
    [Range(0, double.MaxValue)]
    public long? RegionsLookedAt { get; init; }

    [Description("What is always there, such as a poster, and is dropped.")]
    public StaticsHealth? Statics { get; init; }

    [Description("Detections that the tracker refused: impossible boxes or scores, and what is beyond the most.")]
    [Range(0, double.MaxValue)]
    public long? DetectionsRejected { get; init; }

    [Description("Frames whose time did not go on.")]
    [Range(0, double.MaxValue)]
    public long? FramesOutOfOrder { get; init; }

    [Description("Pictures of events that were not made or kept, for want of room or of a disk.")]
    [Range(0, double.MaxValue)]
    public long? StillsDropped { get; init; }

    [Description("How its rules stand; absent before the first frame is analysed.")]
    public ImmutableArray<RuleHealth>? Rules { get; init; }

    [Description("Where it looks; absent for a fixed camera.")]
    public PtzHealth? Ptz { get; init; }
}
