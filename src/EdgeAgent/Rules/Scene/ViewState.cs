namespace EdgeAgent.Rules.Scene;

/// <summary>What is wrong with the picture as a whole in one moment.</summary>
internal enum ViewState
{
    /// <summary>It shows what it always shows.</summary>
    Good,

    /// <summary>Not enough of it is open, or known, to say.</summary>
    Unknown,

    Dark,
    Covered,
    Defocused,
    Turned,
}
