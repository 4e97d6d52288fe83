namespace EdgeAgent.Control.Audit;

/// <summary>One line of the log as it is written.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="Previous">SHA-256 of the line before it without its end, in lower-case hexadecimal; 64 zeros for the first.</param>
/// <param name="Time">UTC by the pole's clock.</param>
/// <param name="Clock">Whether that clock was right.</param>
/// <param name="Entry">What is told.</param>
internal sealed record AuditLine(long Number, string Previous, DateTimeOffset Time, Messaging.ClockState Clock, AuditEntry Entry);
