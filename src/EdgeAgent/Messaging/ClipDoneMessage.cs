using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>The center has the whole clip; the pole may delete it where the hashes agree.</summary>
/// <param name="Sha256">Hash of each part, in order.</param>
internal sealed record ClipDoneMessage(Guid ClipId, ImmutableArray<string> Sha256);
