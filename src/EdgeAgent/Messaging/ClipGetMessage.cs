using System.Collections.Immutable;
using System.ComponentModel;

namespace EdgeAgent.Messaging;

/// <summary>The center lacks blocks.</summary>
internal sealed record ClipGetMessage(
    [Description("The clip.")] Guid ClipId,
    [Description("What is missing of which part; parts that are whole are left out.")] ImmutableArray<MissingBlocks> Parts);
