namespace EdgeAgent.Domain;

internal enum TrackState
{
    /// <summary>Seen once: it may be a false detection.</summary>
    Tentative,

    /// <summary>Matched in this frame, and confirmed by an earlier one.</summary>
    Confirmed,

    /// <summary>Confirmed earlier, not matched in this frame; its box is a prediction.</summary>
    Lost,

    /// <summary>Given up in this frame; it is reported once with this state.</summary>
    Removed,
}
