namespace EdgeAgent.Domain;

/// <summary>Finds the names that somebody probably meant.</summary>
internal static class Spelling
{
    public static string? Nearest(string written, IEnumerable<string> known) => Near(written, known).FirstOrDefault();

    /// <summary>Those within reach of a slip of the pen, and those that contain what was written; the nearest first.</summary>
    public static IEnumerable<string> Near(string written, IEnumerable<string> known) => known
        .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Name.Length / 3)
            || (written.Length >= 3 && candidate.Name.Contains(written, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => Math.Abs(candidate.Name.Length - written.Length))
        .Select(candidate => candidate.Name);

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        // A name that is far longer is no misspelling, and the table would be as large as its author likes.
        if (Math.Abs(a.Length - b.Length) > b.Length)
        {
            return int.MaxValue;
        }

        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                        table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
