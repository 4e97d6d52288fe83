namespace EdgeAgent.Rules.Lines;

/// <summary>Which crossings of a line a rule is about.</summary>
internal enum CrossingDirection
{
    Both,
    ToRight,
    ToLeft,
}
