namespace EdgeAgent.Rules.Tamper;

/// <summary>What can be done to a camera.</summary>
internal enum TamperKind
{
    /// <summary>Something hides most of the view.</summary>
    Covered,

    /// <summary>The view is there, its detail is not.</summary>
    Defocused,

    /// <summary>It looks at something else.</summary>
    Turned,

    /// <summary>Too dark to tell anything apart.</summary>
    Dark,

    /// <summary>The stream goes on with one and the same picture.</summary>
    Frozen,
}
