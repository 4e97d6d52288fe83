using EdgeAgent.Domain;
using EdgeAgent.Rules.Tracks;

namespace EdgeAgent.Rules.Lines;

/// <summary>A track that may cross a line.</summary>
internal sealed class Crosser(Track track, LineCrossing crossing, Incident incident) : Subject(track)
{
    public LineCrossing Crossing => crossing;

    public Incident Incident => incident;

    /// <summary>Since its event started.</summary>
    public TimeSpan OpenTime { get; set; }
}
