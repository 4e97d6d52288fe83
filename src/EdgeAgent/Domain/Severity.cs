namespace EdgeAgent.Domain;

/// <summary>How urgent an event is. Each severity is a stream of its own in the outbox, sent in order.</summary>
internal enum Severity
{
    Info,
    Notice,
    Warning,
    Critical,
}
