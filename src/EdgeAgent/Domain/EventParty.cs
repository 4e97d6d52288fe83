namespace EdgeAgent.Domain;

/// <summary>A track that has to do with an event without being its subject.</summary>
/// <param name="Track">Its id.</param>
/// <param name="ObjectClass">Label of the model that saw it.</param>
/// <param name="LastBox">Where it was last seen.</param>
/// <param name="LastSeen">When that was.</param>
internal sealed record EventParty(int Track, string ObjectClass, BoundingBox LastBox, MediaTime LastSeen);
