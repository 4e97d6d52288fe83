namespace EdgeAgent.Domain;

/// <summary>Which way something crosses a line, as seen by who looks from its start to its end.</summary>
internal enum LineDirection
{
    ToRight,
    ToLeft,
}
