namespace EdgeAgent.Messaging;

/// <summary>What became of the last configuration that the center sent.</summary>
internal enum ConfigState
{
    /// <summary>It is in force, or none ever came.</summary>
    Applied,

    /// <summary>Something is wrong with it; what was in force before stays.</summary>
    Refused,

    /// <summary>It is in force until it is known whether the pole still reaches the center.</summary>
    Trial,

    /// <summary>The pole did not reach the center with it; what was in force before is again.</summary>
    TakenBack,
}
