using System.Collections.Immutable;

namespace EdgeAgent.Control.Verbs;

/// <summary>A page of the audit log.</summary>
/// <param name="Lines">Each as it lies on the disk, so that whoever has them all can follow the chain.</param>
/// <param name="More">There are more: ask for those after the number of the last.</param>
internal sealed record AuditResult(ImmutableArray<string> Lines, bool More);
