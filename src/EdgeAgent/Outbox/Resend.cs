namespace EdgeAgent.Outbox;

/// <summary>An entry that goes out again.</summary>
/// <param name="Entry">As it lies on disk.</param>
/// <param name="Attempts">How often it went out again before.</param>
/// <param name="Replay">Somebody has asked for it.</param>
internal sealed record Resend(OutboxEntry Entry, int Attempts, bool Replay);
