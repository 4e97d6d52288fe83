using System.ComponentModel;

namespace EdgeAgent.Control.Verbs;

/// <summary>A clip that is on its way.</summary>
internal sealed record ClipResult(
    [Description("As its manifest has it: the `jti` of the command.")] Guid ClipId,
    [Description("Begin of what it really shows.")] DateTimeOffset Start,
    [Description("End of what it really shows.")] DateTimeOffset End,
    [Description("The whole asked time is in it.")] bool Complete,
    [Description("Of all its parts.")] long SizeBytes);
