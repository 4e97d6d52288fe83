using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>Finds among the tracks that have ended.</summary>
internal interface ISightingSearch
{
    /// <summary>Those seen in between that fit best, the best first.</summary>
    /// <exception cref="ProblemException">The index cannot be read; it may be asked again.</exception>
    IReadOnlyList<(Sighting Sighting, float LogLikelihoodRatio)> Search(Description description, DateTimeOffset from, DateTimeOffset to, int limit);
}
