using System.ComponentModel;

namespace EdgeAgent.Messaging;

/// <summary>A stretch of the asked time that a clip does not show.</summary>
internal sealed record ClipGapMessage
{
    [Description("Begin of what is not shown.")]
    public required DateTimeOffset From { get; init; }

    [Description("End of what is not shown; the same as `from` where nothing is missing and only the file changes.")]
    public required DateTimeOffset To { get; init; }

    [Description("`reconnect`, `format-changed`, `gap`, `not-recorded` or `part-limit`; a later agent may say others.")]
    public required string Reason { get; init; }
}
