namespace EdgeAgent.Messaging;

/// <summary>What a time in a message is worth.</summary>
internal enum ClockState
{
    Unsynced,
    Synced,
}
