namespace EdgeAgent.Rules.Presence;

internal enum StayState
{
    /// <summary>Not long enough inside yet, or not at all.</summary>
    Pending,

    /// <summary>Its event has started.</summary>
    Open,

    /// <summary>Its event ended while it was out of sight inside: seen again there, it is the same stay, and not told twice.</summary>
    Spent,
}
