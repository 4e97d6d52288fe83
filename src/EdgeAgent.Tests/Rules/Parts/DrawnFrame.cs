using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parts;

/// <summary>A frame that was drawn at random.</summary>
/// <param name="Step">Seconds since the one before.</param>
/// <param name="Tracks">In it.</param>
internal sealed record DrawnFrame(double Step, Track[] Tracks);
