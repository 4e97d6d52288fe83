namespace EdgeAgent.Messaging;

/// <summary>A stretch of the asked time that a clip does not show.</summary>
internal sealed record ClipGapMessage
{
    public required DateTimeOffset From { get; init; }

    /// <summary>The same as <see cref="From"/> where nothing is missing and only the file changes.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary><c>reconnect</c>, <c>format-changed</c>, <c>gap</c>, <c>not-recorded</c>, <c>part-limit</c>; a later agent may know more.</summary>
    public required string Reason { get; init; }
}
