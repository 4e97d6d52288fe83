namespace EdgeAgent.Rules;

internal enum RuleState
{
    Armed,

    /// <summary>By its schedule.</summary>
    Disarmed,

    /// <summary>The camera is off its home preset.</summary>
    Paused,
}
