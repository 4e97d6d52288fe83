using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Lines;

/// <summary>Which crossings count.</summary>
internal static class CrossingDirectionMatch
{
    public static bool Counts(this CrossingDirection wanted, LineDirection crossed) => wanted switch
    {
        CrossingDirection.ToRight => crossed == LineDirection.ToRight,
        CrossingDirection.ToLeft => crossed == LineDirection.ToLeft,
        _ => true,
    };
}
