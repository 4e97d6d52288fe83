namespace EdgeAgent.Domain;

/// <summary>From one moment to another on the media clock of one boot.</summary>
internal sealed record MediaRange(Guid BootId, MediaTime Start, MediaTime End);
