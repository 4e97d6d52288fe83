using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>How far one track came with one rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Track">The track's id.</param>
/// <param name="Step">Place of the last condition that it reached among those of the rule.</param>
/// <param name="Condition">That one in words.</param>
/// <param name="Value">How much of it there was at best.</param>
/// <param name="Needed">How much of it makes the condition met.</param>
/// <param name="Fired">When it fired first; null where it did not.</param>
internal sealed record RuleProgress(string Rule, int Track, int Step, string Condition, double Value, double Needed, MediaTime? Fired)
{
    /// <summary>Its start was one too many for the rule's budget, and was told as a number only.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>It was never anything that the rule is about.</summary>
    public bool IsOfOtherClass => this is { Fired: null, Step: 0, Value: 0 };
}
