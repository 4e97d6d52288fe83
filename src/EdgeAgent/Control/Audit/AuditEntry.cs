using System.Collections.Immutable;

namespace EdgeAgent.Control.Audit;

/// <summary>What was asked of the pole, by whom and why, and what became of it. Never what was found.</summary>
/// <param name="Kind"><c>command</c>, <c>orders</c>, <c>config</c>, <c>mode</c>, <c>refused</c> for a summary, or <c>torn</c>.</param>
/// <param name="Outcome">Such as <c>begun</c>, <c>done</c>, <c>refused</c>, <c>failed</c>, <c>applied</c>.</param>
internal sealed record AuditEntry(string Kind, string Outcome)
{
    public string? Issuer { get; init; }

    public string? Officer { get; init; }

    public string? Purpose { get; init; }

    public string? CaseId { get; init; }

    public string? Verb { get; init; }

    public Guid? Jti { get; init; }

    /// <summary>Of a desired state.</summary>
    public long? Version { get; init; }

    /// <summary>Why not.</summary>
    public string? Code { get; init; }

    /// <summary>What it was about, such as the params of a verb in one line, or an order.</summary>
    public string? Subject { get; init; }

    /// <summary>How many of each code were refused since the last line of this kind.</summary>
    public ImmutableSortedDictionary<string, long>? Counts { get; init; }
}
