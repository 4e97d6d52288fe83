namespace EdgeAgent.Domain;

/// <summary>The picture of the start of an event, with its box drawn in.</summary>
/// <param name="EventId">Of the event.</param>
/// <param name="Jpeg">At most 60 KB.</param>
/// <param name="Sha256">Of the JPEG, in lower-case hexadecimal.</param>
internal sealed record Still(Guid EventId, ReadOnlyMemory<byte> Jpeg, string Sha256);
