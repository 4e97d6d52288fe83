using EdgeAgent.Domain;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>What is known of a track when the video is over.</summary>
/// <param name="ClassId">Of the model, as it was last taken for.</param>
/// <param name="First">When it was first seen.</param>
/// <param name="Last">When it was last seen.</param>
/// <param name="Score">The best.</param>
internal sealed record TriedTrack(int Id, int ClassId, MediaTime First, MediaTime Last, float Score);
