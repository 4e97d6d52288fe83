namespace EdgeAgent.Messaging;

/// <param name="Pending">Entries that wait in the outbox.</param>
/// <param name="PendingClips">Clips that the center has not confirmed.</param>
internal sealed record QueueHealth(long Pending, double? OldestAgeSeconds, long PendingClips);
