using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>How one stream of the outbox stands towards one session.</summary>
internal sealed class StreamCursor(Severity stream)
{
    // Short: a center that begins to listen should not wait long for what waits for it.
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    // A timestamp of the time provider; null where nothing was refused.
    private long? _retryAt;

    public Severity Stream { get; } = stream;

    /// <summary>Sequences that were handed over and wait for their PUBACK.</summary>
    public HashSet<long> InFlight { get; } = [];

    /// <summary>Sequences that are too large for this broker: they wait for another one, and hold up nothing.</summary>
    public HashSet<long> TooLarge { get; } = [];

    /// <summary>Sequences that are not to be handed over at present.</summary>
    public IReadOnlySet<long> Held => TooLarge.Count == 0 ? InFlight : InFlight.Union(TooLarge).ToHashSet();

    /// <summary>
    /// Until the broker has taken one entry, and after it has refused one, entries go one by one: otherwise a listener that
    /// appears in the middle of a window would get its later half first.
    /// </summary>
    public bool Probing { get; private set; } = true;

    public void Taken(long sequence)
    {
        InFlight.Remove(sequence);
        Probing = false;
        _backoff.Reset();
    }

    public void Refused(long sequence, TimeProvider time)
    {
        InFlight.Remove(sequence);
        Probing = true;
        _retryAt = time.GetTimestamp() + (long)(_backoff.Next().TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Time left to wait; zero when the stream may go on.</summary>
    public TimeSpan Wait(TimeProvider time)
    {
        if (_retryAt is not { } at)
        {
            return TimeSpan.Zero;
        }

        var left = time.GetElapsedTime(time.GetTimestamp(), at);
        if (left <= TimeSpan.Zero)
        {
            _retryAt = null;
            return TimeSpan.Zero;
        }

        return left;
    }
}
