using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

internal static class PipelineProblems
{
    public static Problem Overloaded(TimeSpan behind) => new(
        "device/overloaded",
        $"this device reads its camera {behind.TotalSeconds:0.0} s late; pictures are skipped",
        "give it a smaller detectionUrl, fewer detectionsPerSecond, or fewer cameras");
}
