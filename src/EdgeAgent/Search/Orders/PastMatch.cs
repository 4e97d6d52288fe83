using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>A track that had ended when an order came, and fits it.</summary>
/// <param name="Detail">What its event says.</param>
internal sealed record PastMatch(SearchOrder Order, Sighting Sighting, EventDetail Detail);
