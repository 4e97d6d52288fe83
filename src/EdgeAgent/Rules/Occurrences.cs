namespace EdgeAgent.Rules;

/// <summary>Numbers the occurrences of all rules of one engine, from 1.</summary>
internal sealed class Occurrences
{
    private long _last;

    public long Next() => ++_last;
}
