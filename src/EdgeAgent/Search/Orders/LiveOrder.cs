namespace EdgeAgent.Search.Orders;

/// <summary>An order in force, ready to be matched. Immutable.</summary>
internal sealed record LiveOrder(SearchOrder Order, DescriptionMatcher Matcher);
