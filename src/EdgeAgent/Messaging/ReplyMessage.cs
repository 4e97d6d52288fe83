using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>The answer to one command.</summary>
internal sealed record ReplyMessage
{
    [Description("Of the command.")]
    public required Guid Jti { get; init; }

    [Description("Of the command.")]
    public required string Verb { get; init; }

    [Description("`done`, `refused` where nothing was done, or `failed` where it was tried.")]
    public required ReplyOutcome Outcome { get; init; }

    [Description("Why not; absent where it is done.")]
    public ImmutableArray<FaultHealth>? Problems { get; init; }

    [Description("What the verb answers, as the schema `edgeagent.reply.{verb}.v1` says; absent where it has nothing to say but that it is done.")]
    [Personal(PersonalPurpose.Search, PersonalRetention.Audit)]
    public JsonElement? Result { get; init; }
}
