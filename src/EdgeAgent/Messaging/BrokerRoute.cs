using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;
using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>
/// Which of the brokers the pole is at, and with which certificates; both connections share it. The first broker that answers is used, and
/// the preferred ones are looked for again from time to time.
/// </summary>
/// <param name="broker">The preferred one, with its alternatives.</param>
/// <param name="pole">Name of the pole, which its certificate must bear.</param>
/// <param name="time">For the looks.</param>
internal sealed class BrokerRoute(BrokerOptions broker, string pole, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromMinutes(5);

    private readonly BrokerOptions[] _brokers = [.. broker.InOrder()];
    private readonly TlsFiles? _tls = broker.Tls is { } tls ? new TlsFiles(tls, pole, time) : null;
    private readonly Signal _changed = new();
    private volatile int _used;
    private volatile Problem? _detour;

    /// <summary>That the preferred broker is not the one in use, and what is the matter with certificates.</summary>
    public IEnumerable<Problem> Faults => (_tls?.Faults ?? []).Concat(_detour is { } detour ? [detour] : []);

    private BrokerOptions Current => _brokers[_used];

    /// <summary>Connects to the first broker that takes us.</summary>
    /// <param name="terms">Made for every attempt: a will must not share its epoch with that at another broker.</param>
    /// <param name="received">Runs for each message, as a session has it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProblemException">None does; it says what is wrong with the preferred one.</exception>
    public async Task<MqttSession> ConnectAsync(
        Func<SessionTerms> terms, Func<MqttApplicationMessage, Task> received, CancellationToken cancellationToken)
    {
        ProblemException? first = null;
        foreach (var (index, candidate) in _brokers.Index())
        {
            try
            {
                var session = await MqttSession.ConnectAsync(candidate, terms() with { Tls = _tls }, received, time, cancellationToken);
                Use(index, first?.Problem);
                return session;
            }
            catch (ProblemException e)
            {
                first ??= e;
            }
        }

        throw first!;
    }

    /// <summary>Connects to the broker that is in use.</summary>
    /// <exception cref="ProblemException">It does not take us.</exception>
    public Task<MqttSession> FollowAsync(SessionTerms terms, Func<MqttApplicationMessage, Task> received, CancellationToken cancellationToken) =>
        MqttSession.ConnectAsync(Current, terms with { Tls = _tls }, received, time, cancellationToken);

    /// <summary>Returns when a session is to be left in good order, since another broker or another certificate is to be used.</summary>
    public async Task UntilOutdatedAsync(MqttSession session, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _changed.Next;
            if (!ReferenceEquals(session.Broker, Current) || (_tls is not null && _tls.Read().Stamp != session.Tls?.Stamp))
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks at the certificates once a minute, and for a preferred broker every five minutes or so, until cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        var probed = time.GetTimestamp();
        var pause = ProbePause();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _changed.Set();
            if (_used > 0 && time.GetElapsedTime(probed) > pause)
            {
                await ProbeAsync(cancellationToken);
                (probed, pause) = (time.GetTimestamp(), ProbePause());
            }
        }
    }

    // 5,000 poles that a broker has lost must not come back to it in the same second.
    private static TimeSpan ProbePause() => ProbePeriod * (0.5 + Random.Shared.NextDouble());

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        foreach (var (index, preferred) in _brokers.Take(_used).Index())
        {
            try
            {
                if (await BrokerProbe.RunAsync(preferred, time, cancellationToken, pole, _tls) is null)
                {
                    Use(index, index == 0 ? null : _detour);
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Use(int index, Problem? reason)
    {
        _used = index;
        _detour = index == 0 ? null : new Problem(
            "broker/alternative",
            $"connected to {Current.Host}:{Current.Port} in place of {_brokers[0].Host}:{_brokers[0].Port}: {reason?.Message}",
            "mend the preferred broker; the pole returns to it by itself");
        _changed.Set();
    }
}
