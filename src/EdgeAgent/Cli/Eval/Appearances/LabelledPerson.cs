using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>What somebody saw of one person at one moment of a video.</summary>
/// <param name="Name">To tell it from others.</param>
/// <param name="Time">From the first picture.</param>
/// <param name="Box">Where it was then.</param>
/// <param name="Tops">The colour that was seen, then those that another witness might have said; empty where nothing of it could be seen.</param>
/// <param name="Bottoms">The same.</param>
internal sealed record LabelledPerson(
    string Name, TimeSpan Time, BoundingBox Box, ImmutableArray<NamedColor> Tops, ImmutableArray<NamedColor> Bottoms);
