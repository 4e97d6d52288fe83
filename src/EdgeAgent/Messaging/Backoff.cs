namespace EdgeAgent.Messaging;

/// <summary>
/// How long to wait before the next attempt: a random share of an exponential ceiling ("full jitter"), so that 5,000 poles
/// that lose a broker do not return in the same second.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var ceiling = first * Math.Pow(2, Math.Min(_failures++, 30));
        var wait = (ceiling < longest ? ceiling : longest) * Random.Shared.NextDouble();
        return wait > Shortest ? wait : Shortest;
    }
}
