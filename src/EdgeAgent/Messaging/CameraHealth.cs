namespace EdgeAgent.Messaging;

/// <param name="State">Such as <c>streaming</c> or <c>lost</c>.</param>
/// <param name="FramesPerSecond">As measured over the last while, not as the camera claims.</param>
internal sealed record CameraHealth(
    string Camera, string State, double? FramesPerSecond, long FramesDecoded, long FramesAnalysed, long FramesDropped);
