using EdgeAgent.Search;
using EdgeAgent.Search.Sightings;
using EdgeAgent.Storage;

namespace EdgeAgent.Cli.Bench.Search;

/// <summary>What a search without an index does: every row is read, and scored by the matcher itself. For all queries in one pass.</summary>
internal sealed class BruteForce(IReadOnlyList<SightingQuery> queries)
{
    private readonly List<(float Likelihood, long To, long Row)>[] _found = [.. queries.Select(_ => new List<(float, long, long)>())];
    private readonly DescriptionMatcher[] _matchers = [.. queries.Select(query => new DescriptionMatcher(query.Description))];
    private readonly float[] _least = [.. queries.Select(_ => float.NegativeInfinity)];

    /// <returns>For every query the tracks in their order; a track's number is unique in what <see cref="MadeSightings"/> makes.</returns>
    public IReadOnlyList<IReadOnlyList<(float Likelihood, int Track)>> Run(string path)
    {
        using var connection = SqliteFile.OpenToRead(path, SightingsSchema.Current);
        using (var rows = new SqliteStatement(connection, "SELECT sightings.id, appearance, from_ms, to_ms, cameras.id FROM sightings JOIN cameras ON number = camera"))
        {
            while (rows.Step())
            {
                var appearance = Domain.Appearance.Unpack(rows.Long(1));
                for (var i = 0; i < queries.Count; i++)
                {
                    Score(i, appearance, rows);
                }
            }
        }

        using var known = new SightingRows(connection);
        return
        [
            .. Enumerable.Range(0, queries.Count).Select(i =>
            {
                Cut(i);
                return _found[i].ConvertAll(found => (found.Likelihood, known.Read(found.Row).Track));
            }),
        ];
    }

    private void Score(int i, in Domain.Appearance appearance, SqliteStatement row)
    {
        var likelihood = _matchers[i].LogLikelihoodRatio(appearance);
        if (likelihood < _least[i]
            || float.IsNegativeInfinity(likelihood)
            || row.Long(3) < queries[i].From.ToUnixTimeMilliseconds()
            || row.Long(2) >= queries[i].To.ToUnixTimeMilliseconds()
            || (queries[i].Camera is { } camera && !row.Blob(4).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(camera.Value))))
        {
            return;
        }

        _found[i].Add((likelihood, row.Long(3), row.Long(0)));
        if (_found[i].Count >= queries[i].Limit * 8)
        {
            Cut(i);
        }
    }

    private void Cut(int i)
    {
        var found = _found[i];
        found.Sort((a, b) => (b.Likelihood, b.To, b.Row).CompareTo((a.Likelihood, a.To, a.Row)));
        if (found.Count >= queries[i].Limit)
        {
            found.RemoveRange(queries[i].Limit, found.Count - queries[i].Limit);
            _least[i] = found[^1].Likelihood;
        }
    }
}
