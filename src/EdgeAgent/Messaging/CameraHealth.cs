using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <param name="State">Such as <c>streaming</c> or <c>lost</c>.</param>
/// <param name="FramesPerSecond">Decoded, as measured over the last while, not as the camera claims.</param>
/// <param name="FramesDropped">Due for analysis, but replaced by newer ones before the detector was free.</param>
/// <param name="Stream">The one that is recorded.</param>
/// <param name="DetectionStream">The one that is looked at; absent where it is the same.</param>
internal sealed record CameraHealth(
    string Camera,
    string State,
    double? FramesPerSecond,
    long FramesDecoded,
    long FramesAnalysed,
    long FramesDropped,
    StreamHealthMessage Stream,
    StreamHealthMessage? DetectionStream)
{
    /// <summary>Parts of frames that were worth a closer look.</summary>
    public long? RegionsAsked { get; init; }

    /// <summary>Those of them that there was time for.</summary>
    public long? RegionsLookedAt { get; init; }

    /// <summary>What is always there and dropped.</summary>
    public StaticsHealth? Statics { get; init; }

    /// <summary>Detections that the tracker refused: impossible boxes or scores, and what is beyond the most.</summary>
    public long? DetectionsRejected { get; init; }

    /// <summary>Frames whose time did not go on; they are tracked with a step of zero.</summary>
    public long? FramesOutOfOrder { get; init; }

    /// <summary>Pictures of events that were not made, for want of room or of a disk.</summary>
    public long? StillsDropped { get; init; }

    /// <summary>Absent before the first frame is analysed.</summary>
    public ImmutableArray<RuleHealth>? Rules { get; init; }

    /// <summary>Absent for a fixed camera.</summary>
    public PtzHealth? Ptz { get; init; }
}
