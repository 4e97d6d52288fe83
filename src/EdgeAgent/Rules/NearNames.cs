namespace EdgeAgent.Rules;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class NearNames
{
    private const int Most = 8;

    /// <summary>One line that offers the near names, or the first of all where none is near.</summary>
    public static string Remedy(string name, IReadOnlyCollection<string> known, string of)
    {
        var near = known.Where(candidate => IsNear(name, candidate)).OrderBy(candidate => Distance(name, candidate)).Take(Most).ToList();
        if (near.Count > 0)
        {
            return $"Did you mean {string.Join(" or ", near.Select(candidate => $"'{candidate}'"))}?";
        }

        var rest = known.Count > Most ? $" and {known.Count - Most} more" : "";
        return known.Count > 0 ? $"Use one of {of}: {string.Join(", ", known.Take(Most))}{rest}." : $"There are none among {of} yet.";
    }

    private static bool IsNear(string name, string candidate) =>
        Distance(name, candidate) <= (Math.Max(name.Length, candidate.Length) + 2) / 3
        || (name.Length >= 3 && candidate.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Edits (insert, delete, replace) from one to the other, letter case aside (Levenshtein 1966).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
