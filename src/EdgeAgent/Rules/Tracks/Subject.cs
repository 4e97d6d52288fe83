using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Tracks;

/// <summary>What a rule remembers of one track.</summary>
internal abstract class Subject(Track track)
{
    /// <summary>As last seen (confirmed).</summary>
    public Track Track { get; private set; } = track;

    /// <summary>How long ago it was last seen.</summary>
    public TimeSpan Unseen { get; private set; }

    /// <summary>Out of sight for so long that nobody knows where it was meanwhile.</summary>
    public bool IsLost { get; set; }

    /// <summary>Number of the last frame that told of it, seen or not.</summary>
    public long Frame { get; set; }

    public virtual void Advance(TimeSpan elapsed) => Unseen += elapsed;

    public void See(in Track track)
    {
        Track = track;
        Unseen = TimeSpan.Zero;
        IsLost = false;
    }
}
