using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>A part of a clip on its way.</summary>
/// <param name="Blocks">Blocks that have still to be sent.</param>
/// <param name="ContentKey">What it is encrypted with on its way; null where it goes as it is.</param>
internal sealed record ClipPartTransfer(int Index, string Path, long SizeBytes, string Sha256, BlockMap Blocks, byte[]? ContentKey);
