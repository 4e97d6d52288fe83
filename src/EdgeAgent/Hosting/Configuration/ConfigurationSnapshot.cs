using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>One configuration in force, whole and checked.</summary>
internal sealed record ConfigurationSnapshot
{
    public required AgentOptions Options { get; init; }

    /// <summary>Where every setting that is not a default was written, as <c>file:line</c> by its path, such as <c>cameras[0].url</c>.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>The same for the same settings: the first 12 hexadecimal digits of the SHA-256 of what is in force.</summary>
    public required string Version { get; init; }

    /// <summary>Why the part that the center sent is not in force; empty where it is, or where there is none.</summary>
    public required IReadOnlyList<Problem> RemoteProblems { get; init; }

    /// <summary>What the pole itself says, under what the center sent: the center's part can be laid over it anew.</summary>
    public required Setting Local { get; init; }
}
