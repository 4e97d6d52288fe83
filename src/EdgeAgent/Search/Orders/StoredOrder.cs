using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>An order in force as it lies on disk.</summary>
/// <param name="Order">What is looked for.</param>
/// <param name="Taken">UTC at which it was taken in; null while that is not known.</param>
/// <param name="BootId">Of the deadline.</param>
/// <param name="Deadline">On the media clock of that boot.</param>
/// <param name="IsKnown">The deadline comes from a UTC that was known.</param>
/// <param name="Left">What was left of it when this was written, for another boot.</param>
internal sealed record StoredOrder(SearchOrder Order, DateTimeOffset? Taken, Guid BootId, MediaTime Deadline, bool IsKnown, TimeSpan Left);
