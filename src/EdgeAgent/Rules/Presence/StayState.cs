namespace EdgeAgent.Rules.Presence;

internal enum StayState
{
    /// <summary>Not long enough inside yet, or not at all.</summary>
    Pending,

    /// <summary>Its event has started.</summary>
    Open,

    /// <summary>Its event ended, but the same is not told twice: such as a stay whose track was out of sight inside, and is seen again there.</summary>
    Spent,
}
