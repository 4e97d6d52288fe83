using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>What the agent said of one garment, beside what the eye did.</summary>
/// <param name="Seen">By the eye: first what it says, then what others might.</param>
/// <param name="Said">By the agent.</param>
internal readonly record struct GarmentAnswer(ImmutableArray<NamedColor> Seen, ColorEstimate Said)
{
    public bool IsUnknown => Said.IsUnknown;

    /// <summary>The agent's first colour is the eye's first.</summary>
    public bool IsRight => !Seen.IsEmpty && Said.First == Seen[0];

    /// <summary>The agent's first colour is one that a witness might say.</summary>
    public bool IsDefensible => Seen.Contains(Said.First);
}
