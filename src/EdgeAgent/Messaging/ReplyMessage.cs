using System.Collections.Immutable;
using System.Text.Json;

namespace EdgeAgent.Messaging;

/// <summary>The answer to one command.</summary>
internal sealed record ReplyMessage
{
    /// <summary>Of the command.</summary>
    public required Guid Jti { get; init; }

    public required string Verb { get; init; }

    /// <summary><c>done</c>, <c>refused</c> where nothing was done, or <c>failed</c> where it was tried.</summary>
    public required ReplyOutcome Outcome { get; init; }

    /// <summary>Why not; absent where it is done.</summary>
    public ImmutableArray<FaultHealth>? Problems { get; init; }

    /// <summary>What the verb answers; absent where it has nothing to say but that it is done.</summary>
    public JsonElement? Result { get; init; }
}
