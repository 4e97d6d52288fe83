using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

/// <summary>What is known of how one person has held themselves.</summary>
internal sealed class Fall(Incident incident)
{
    public Incident Incident { get; } = incident;

    /// <summary>As last seen.</summary>
    public BoundingBox Box { get; set; }

    /// <summary>Seen upright since the last event, more than once.</summary>
    public bool WasUpright { get; set; }

    /// <summary>How often in a row it was seen upright.</summary>
    public int UprightLooks { get; set; }

    /// <summary>The first of the tracks that may be this person: who falls may be looked for under the old track and seen under a new one.</summary>
    public required int Kin { get; set; }

    public int LyingLooks { get; set; }

    /// <summary>From the first look that saw it lying to the last one.</summary>
    public TimeSpan LyingTime { get; set; }

    public TimeSpan SinceLying { get; set; }

    /// <summary>Looked at since, and not seen lying. Where many are looked at in turn, the time between two looks says nothing.</summary>
    public bool WasMissed { get; set; }

    /// <summary>Since its track was last seen, or it was last seen lying.</summary>
    public TimeSpan UnseenTime { get; set; }

    public void Advance(TimeSpan elapsed)
    {
        Incident.Advance(elapsed);
        SinceLying += elapsed;
        UnseenTime += elapsed;
    }

    public void GetUp()
    {
        (LyingLooks, LyingTime) = (0, TimeSpan.Zero);
        if (!Incident.IsOpen)
        {
            Incident.ForgetBest();
        }
    }
}
