using EdgeAgent.Tracking;

namespace EdgeAgent.Cli.Eval;

/// <summary>What one evaluation of the tracker is made with.</summary>
internal sealed record TrackEvaluation(
    string Detections, string Result, string? Truth, int Every, double? FramesPerSecond, PictureSize? Size, TrackerOptions Tracker);
