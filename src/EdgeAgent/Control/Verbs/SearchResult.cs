using System.Collections.Immutable;

namespace EdgeAgent.Control.Verbs;

/// <summary>Who was found: an empty list is an answer, too.</summary>
/// <param name="Since">What was searched.</param>
/// <param name="Until">What was searched.</param>
/// <param name="Found">The likeliest first.</param>
/// <param name="More">There are more who fit.</param>
internal sealed record SearchResult(DateTimeOffset Since, DateTimeOffset Until, ImmutableArray<FoundSighting> Found, bool More);
