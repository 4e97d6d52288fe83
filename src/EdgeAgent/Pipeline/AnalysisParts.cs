using EdgeAgent.Domain;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Rules;

namespace EdgeAgent.Pipeline;

/// <summary>What the analysis of a camera is made with, beside its plan and its model.</summary>
/// <param name="PoseModel">Loaded only where a rule asks for it.</param>
internal sealed record AnalysisParts(SharedPoseModel PoseModel)
{
    /// <summary>What the camera has learned to drop; null where it learns for this analysis only.</summary>
    public CameraStatics? Statics { get; init; }

    /// <summary>By which schedules go; without one every rule is armed.</summary>
    public IMediaClock? Clock { get; init; }

    /// <summary>Measures what a live camera has time for; null for recorded video, which has time for everything.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Where rules note how near each track came to firing.</summary>
    public RuleTrace? Trace { get; init; }
}
