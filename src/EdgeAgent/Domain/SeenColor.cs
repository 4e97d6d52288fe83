namespace EdgeAgent.Domain;

/// <summary>One colour of a garment or vehicle.</summary>
/// <param name="Color"><see cref="NamedColor.Unknown"/> for what could not be told.</param>
/// <param name="Score">0–1; those of one garment are 1 together.</param>
internal sealed record SeenColor(NamedColor Color, float Score);
