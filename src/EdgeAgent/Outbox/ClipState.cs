namespace EdgeAgent.Outbox;

/// <summary>Stored as its number.</summary>
internal enum ClipState
{
    /// <summary>The center has not confirmed it.</summary>
    Pending = 0,

    /// <summary>The center has it, hash and all.</summary>
    Done = 1,

    /// <summary>Deleted before it was delivered: too many clips, or its file was lost.</summary>
    Dropped = 2,
}
