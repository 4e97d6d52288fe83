using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis;

/// <summary>What one analysis is made with.</summary>
internal sealed record AnalysisSettings(CameraPlan Plan, ModelOptions Model, PoleIdentity Pole, PoleMode Mode, DateTimeOffset Start)
{
    /// <summary>When the recording began, as the user wrote it; a file's own time is not worth to be shown.</summary>
    public DateTimeOffset? ToldStart { get; init; }
}
