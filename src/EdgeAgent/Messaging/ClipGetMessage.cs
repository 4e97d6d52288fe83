using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>The center lacks blocks.</summary>
internal sealed record ClipGetMessage(Guid ClipId, ImmutableArray<MissingBlocks> Parts);
