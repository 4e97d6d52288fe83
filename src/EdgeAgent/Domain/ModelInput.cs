using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>The tensor that a model wants: 1×3×<see cref="Height"/>×<see cref="Width"/>, float32, planes in <see cref="ColorOrder"/>.</summary>
internal sealed record ModelInput
{
    public required string Name { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required ColorOrder ColorOrder { get; init; }

    /// <summary>Subtracted from each plane (0–255), in the order of the planes.</summary>
    public required ImmutableArray<float> Mean { get; init; }

    /// <summary>Each plane is divided by it after <see cref="Mean"/>.</summary>
    public required ImmutableArray<float> Std { get; init; }

    public required LetterboxFit Letterbox { get; init; }
}
