namespace EdgeAgent.Messaging;

/// <param name="State">Such as <c>streaming</c> or <c>lost</c>.</param>
/// <param name="FramesPerSecond">Decoded, as measured over the last while, not as the camera claims.</param>
/// <param name="FramesDropped">Due for analysis, but replaced by newer ones before the detector was free.</param>
/// <param name="Stream">The one that is recorded.</param>
/// <param name="DetectionStream">The one that is looked at; absent where it is the same.</param>
/// <param name="Statics">What is always there and dropped.</param>
internal sealed record CameraHealth(
    string Camera,
    string State,
    double? FramesPerSecond,
    long FramesDecoded,
    long FramesAnalysed,
    long FramesDropped,
    StreamHealthMessage Stream,
    StreamHealthMessage? DetectionStream,
    StaticsHealth? Statics = null);
