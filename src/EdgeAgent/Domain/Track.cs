namespace EdgeAgent.Domain;

/// <summary>One object over time, as it stands after one frame.</summary>
/// <param name="Id">Unique per camera and run, from 1; never used again.</param>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="State">What the tracker holds of it.</param>
/// <param name="Box">The filtered box, normalised; predicted where the track is lost.</param>
/// <param name="Score">Score of the detection that it was last matched with.</param>
/// <param name="FirstSeen">Media time of its first detection.</param>
/// <param name="LastSeen">Media time of its last detection.</param>
internal readonly record struct Track(
    int Id,
    int ClassId,
    TrackState State,
    BoundingBox Box,
    float Score,
    MediaTime FirstSeen,
    MediaTime LastSeen)
{
    /// <summary>The detector's own box in this frame; null where it did not see the object, or nobody asked it.</summary>
    public BoundingBox? Detected { get; init; }

    /// <summary>It is lost, and where it is expected somebody nearer stands before it: it is there, and cannot be seen.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What to show of it, as evidence: the detector's own box, which does not lag behind one that enters, or else the filtered one.</summary>
    public BoundingBox Sight => Detected ?? Box;
}
