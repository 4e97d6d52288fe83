using EdgeAgent.Domain;

namespace EdgeAgent.Contract;

/// <summary>One kind of message of the contract: where it goes, how it is carried, and what it is.</summary>
internal sealed record ContractMessage
{
    /// <summary>Between <c>edgeagent.</c> and <c>.v1</c> of its type, such as <c>clip.manifest</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Below the pole, with parameters in braces.</summary>
    public required string Topic { get; init; }

    public required MessageForm Form { get; init; }

    /// <summary>The pole publishes it; false where the center does.</summary>
    public required bool FromPole { get; init; }

    /// <summary>The record of its body; null for bytes.</summary>
    public Type? Body { get; init; }

    public EnvelopeMembers Members { get; init; }

    public bool Retained { get; init; }

    /// <summary>After which a broker drops it; null for never.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>What the bytes are; absent on the wire where it says nothing.</summary>
    public string? MediaType { get; init; }

    public required string Title { get; init; }

    /// <summary>For people, in Markdown.</summary>
    public required string Description { get; init; }

    /// <summary><c>typ</c> in the header of a signed message.</summary>
    public string? SignedType { get; init; }

    /// <summary>Where the whole of it is about persons.</summary>
    public PersonalAttribute? Personal { get; init; }

    public string Type => $"edgeagent.{Name}.v1";
}
