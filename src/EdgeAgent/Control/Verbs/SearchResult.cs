using System.Collections.Immutable;
using System.ComponentModel;

namespace EdgeAgent.Control.Verbs;

/// <summary>Who was found: an empty list is an answer, too.</summary>
internal sealed record SearchResult(
    [Description("Begin of what was searched.")] DateTimeOffset Since,
    [Description("End of what was searched.")] DateTimeOffset Until,
    [Description("The likeliest first; an empty list is an answer, too.")] ImmutableArray<FoundSighting> Found,
    [Description("There are more who fit.")] bool More);
