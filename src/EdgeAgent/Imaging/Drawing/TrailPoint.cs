using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Where a track's foot point was at a time.</summary>
/// <param name="Point">Normalised to the picture.</param>
/// <param name="Time">Of the frame.</param>
/// <param name="Jumped">Nothing goes from the point before to this one in so little time: the track was away, or its id went over.</param>
internal readonly record struct TrailPoint(NormalizedPoint Point, MediaTime Time, bool Jumped);
