using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>What the event of a match says beyond what all say.</summary>
internal static class MatchDetail
{
    public static EventDetail Of(LiveOrder live, in Domain.Appearance seen, float? heightMeters, MediaRange range, bool isPast) => new()
    {
        Order = new OrderReference(live.Order.Id, live.Order.Case),
        Match = new DescriptionMatch(
            Rounded(live.Matcher.Score(live.Matcher.LogLikelihoodRatio(seen))),
            [.. live.Matcher.Explain(seen).Select(score => new AttributeMatch(score.Attribute, Rounded(score.LogLikelihoodRatio), score.Seen))]),
        Appearance = SeenAppearance.Of(seen, heightMeters),
        Heading = seen.Heading == Heading.Unknown ? null : seen.Heading,
        Seen = range,
        Past = isPast,
    };

    private static float Rounded(float value) => MathF.Round(value, 2);
}
