using EdgeAgent.Cli.Bench.Search;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Search.Sightings;

/// <summary>Sightings for tests, and what is said of them without an index.</summary>
internal static class SomeSightings
{
    public static readonly SightingsOptions KeepAll = new() { MaximumDays = 36500 };

    public static List<Sighting> Make(int count, int seed = 1, int days = 30, bool isUniform = false)
    {
        var made = new MadeSightings(seed, days, count, isUniform);
        return [.. Enumerable.Range(0, count).Select(_ => made.Next())];
    }

    public static Sighting At(DateTimeOffset time, NamedColor top = NamedColor.Unknown, bool synced = true, int track = 1) => Make(1)[0] with
    {
        Track = track,
        FromUtc = new UtcTime(time, synced),
        ToUtc = new UtcTime(time, synced),
        BestUtc = new UtcTime(time, synced),
        Appearance = new Domain.Appearance { Tops = ColorEstimate.Of(top, 1) },
    };

    public static SightingsIndex Open(string path, SightingsOptions? options = null, TimeProvider? time = null) =>
        SightingsIndex.Open(path, options ?? KeepAll, time ?? TimeProvider.System, NullLogger<SightingsIndex>.Instance);

    /// <summary>Commits as often as an agent would that has seen them over days, so that blocks are made.</summary>
    public static void AddAll(this SightingsIndex index, IEnumerable<Sighting> sightings)
    {
        foreach (var batch in sightings.Chunk(SightingBlock.Rows))
        {
            foreach (var sighting in batch)
            {
                index.Add(sighting);
            }

            index.Flush();
        }
    }

    /// <summary>What the search must answer: the whole list, scored one by one, sorted, cut.</summary>
    public static List<(int Track, float Likelihood)> Expect(IReadOnlyList<Sighting> sightings, SightingQuery query)
    {
        var matcher = new DescriptionMatcher(query.Description);
        return
        [
            .. sightings
                .Select((sighting, row) => (sighting, row, Likelihood: matcher.LogLikelihoodRatio(sighting.Appearance)))
                .Where(seen => !float.IsNegativeInfinity(seen.Likelihood)
                    && seen.sighting.ToUtc.Value >= query.From
                    && seen.sighting.FromUtc.Value < query.To
                    && (query.Camera is null || query.Camera == seen.sighting.Camera))
                .OrderByDescending(seen => seen.Likelihood)
                .ThenByDescending(seen => seen.sighting.ToUtc.Value.ToUnixTimeMilliseconds())
                .ThenByDescending(seen => seen.row)
                .Take(query.Limit)
                .Select(seen => (seen.sighting.Track, seen.Likelihood)),
        ];
    }

    public static List<(int Track, float Likelihood)> Answer(IEnumerable<SightingMatch> matches) =>
        [.. matches.Select(match => (match.Sighting.Track, match.LogLikelihoodRatio))];
}
