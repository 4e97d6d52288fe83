using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class NearNames
{
    private const int Most = 8;

    /// <summary>One line that offers the near names, or the first of all where none is near.</summary>
    public static string Remedy(string name, IReadOnlyCollection<string> known, string of)
    {
        var near = Spelling.Near(name, known).Take(Most).ToList();
        if (near.Count > 0)
        {
            return $"did you mean {string.Join(" or ", near.Select(candidate => $"'{candidate}'"))}?";
        }

        var rest = known.Count > Most ? $" and {known.Count - Most} more" : "";
        return known.Count > 0 ? $"use one of {of}: {string.Join(", ", known.Take(Most))}{rest}" : $"there are none among {of} yet";
    }
}
