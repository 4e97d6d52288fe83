using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace EdgeAgent.Domain;

/// <summary>Names and geometry of a model's outputs; what else there is to say depends on the family.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = FamilyProperty)]
[JsonDerivedType(typeof(NanoDetOutputs), NanoDetOutputs.Family)]
[JsonDerivedType(typeof(YoloxOutputs), YoloxOutputs.Family)]
[JsonDerivedType(typeof(MoveNetOutputs), MoveNetOutputs.Family)]
internal abstract record ModelOutputs
{
    public const string FamilyProperty = "family";

    /// <summary>Input pixels per cell of each grid, finest first.</summary>
    public required ImmutableArray<int> Strides { get; init; }
}
