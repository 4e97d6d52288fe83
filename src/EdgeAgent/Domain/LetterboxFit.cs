using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>How a picture of another shape is put into a model's input.</summary>
/// <param name="Anchor">Where the scaled picture lies.</param>
/// <param name="Fill">Level 0–255 of the bars, in the order of the planes.</param>
internal sealed record LetterboxFit(LetterboxAnchor Anchor, ImmutableArray<float> Fill);
