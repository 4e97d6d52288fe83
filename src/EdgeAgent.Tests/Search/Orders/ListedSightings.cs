using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>Scores every sighting it has.</summary>
internal sealed class ListedSightings : ISightingSearch
{
    private readonly List<Sighting> _sightings = [];

    public int Asked { get; private set; }

    public ProblemException? Fault { get; set; }

    public void Add(Sighting sighting) => _sightings.Add(sighting);

    public IReadOnlyList<(Sighting Sighting, float LogLikelihoodRatio)> Search(Description description, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        Asked++;
        var matcher = new DescriptionMatcher(description);
        return Fault is { } fault ? throw fault :
        [
            .. _sightings.Where(sighting => sighting.ToUtc.Value >= from && sighting.FromUtc.Value < to)
                .Select(sighting => (sighting, matcher.LogLikelihoodRatio(sighting.Appearance)))
                .OrderByDescending(match => match.Item2)
                .Take(limit),
        ];
    }
}
