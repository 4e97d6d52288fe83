using System.Collections.Immutable;
using System.ComponentModel;

namespace EdgeAgent.Control.Verbs;

/// <summary>A page of the audit log.</summary>
internal sealed record AuditResult(
    [Description("Each as it lies on the disk, so that whoever has them all can follow the chain.")] ImmutableArray<string> Lines,
    [Description("There are more: ask for those after the number of the last.")] bool More);
