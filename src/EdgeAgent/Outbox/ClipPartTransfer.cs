using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <param name="Blocks">Blocks that have still to be sent.</param>
internal sealed record ClipPartTransfer(int Index, string Path, long SizeBytes, string Sha256, BlockMap Blocks);
