using System.Collections.Immutable;

namespace EdgeAgent.Outbox;

/// <summary>A clip that the center has not confirmed, as it stands on disk.</summary>
/// <param name="Manifest">The log entry that announces it.</param>
internal sealed record ClipTransfer(Guid ClipId, OutboxEntry Manifest, ImmutableArray<ClipPartTransfer> Parts);
