using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Messaging;

/// <summary>
/// The pole's side of the contract: a first connection for presence and events, a second for stills and the blocks of clips. It keeps
/// both alive by itself, each with its own backoff, since a reconnect is part of the protocol (epoch, will, sessions).
/// </summary>
internal sealed class MqttUplink
{
    private static readonly TimeSpan SessionExpiry = TimeSpan.FromHours(1);
    // Four blocks in flight take 70 s at 30 kbit/s, and that still is progress.
    private static readonly TimeSpan BlockTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);

    private readonly BrokerRoute _route;
    private readonly PoleIdentity _pole;
    private readonly Topics _topics;
    private readonly OutboxLog _outbox;
    private readonly IStatusSource _status;
    private readonly StillStore? _stills;
    private readonly ClipTerms _clipTerms;
    private readonly ICommandSink? _commands;
    private readonly StatusMail _mail;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReconnectLoop _main;
    private readonly ReconnectLoop _bulk;
    private readonly Signal _healthWanted = new();
    private volatile EventPublisher? _publisher;
    private volatile MqttSession? _mainSession;
    private volatile MqttSession? _bulkSession;
    private long _epoch;
    private long _contradictedBy;
    private bool _isToBeBornAgain;

    public MqttUplink(
        BrokerOptions broker, PoleIdentity pole, OutboxLog outbox, IStatusSource status, TimeProvider time, ILogger<MqttUplink> logger,
        StillStore? stills = null, ICommandSink? commands = null, StatusMail? mail = null, TrustFile? trust = null)
    {
        _clipTerms = new ClipTerms(broker.ClipKilobitsPerSecond, () => trust?.Current ?? TrustedKeys.None);
        (_stills, _commands, _mail) = (stills, commands, mail ?? new StatusMail());
        (_pole, _outbox, _status, _time, _logger) = (pole, outbox, status, time, logger);
        _route = new BrokerRoute(broker, pole.Pole, time);
        _topics = new Topics(broker.TopicRoot, pole);
        _main = new ReconnectLoop(pole.Pole, time, logger);
        _bulk = new ReconnectLoop(BulkClientId, time, logger, _ => RequestHealth());
    }

    public bool Connected => _main.Connected;

    /// <summary>Of the present connection, or of the last one.</summary>
    public long Epoch => Interlocked.Read(ref _epoch);

    /// <summary>Why there is no connection; null while there is one.</summary>
    public Problem? Fault => _main.Fault ?? _bulk.Fault;

    private string BulkClientId => $"{_pole.Pole}-bulk";

    /// <summary>What is wrong although the pole may be connected.</summary>
    public IEnumerable<Problem> Faults =>
        new[] { _main.Fault, _main.Duplicate, _bulk.Fault, _publisher?.Fault, _mainSession?.LimitFault, _bulkSession?.LimitFault }
            .OfType<Problem>().Concat(_route.Faults).Distinct();

    /// <summary>Another device has this pole's name, or had it within the last five minutes.</summary>
    public Problem? Duplicate => _main.Duplicate;

    /// <summary>Sends health, and meta where it has changed, within seconds instead of at the next full minute.</summary>
    public void RequestHealth() => _healthWanted.Set();

    /// <summary>Sends state, meta, health and what else is retained anew: somebody has lost what the broker had.</summary>
    public void Rebirth()
    {
        Interlocked.Exchange(ref _isToBeBornAgain, true);
        RequestHealth();
        _mail.KeepAnew();
    }

    /// <summary>
    /// Runs until cancelled; it never throws for want of a broker. Cancelled, it publishes offline, waits for the PUBACK
    /// (5 s at most), disconnects, and returns.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _main.RunAsync(RunMainAsync, cancellationToken),
        _bulk.RunAsync(RunBulkAsync, cancellationToken),
        _route.WatchAsync(cancellationToken));

    private async Task RunMainAsync(Action connected, CancellationToken cancellationToken)
    {
        PresencePublisher presence = null!;
        await using var session = await _route.ConnectAsync(
            () =>
            {
                presence = new PresencePublisher(_pole, _topics, _status, () => Faults, RaiseEpoch(), _time);
                return new SessionTerms(_pole.Pole, SessionExpiry) { Will = presence.Will };
            },
            message =>
            {
                if (message.Topic == _topics.State)
                {
                    presence.ReceiveState(message);
                }
                else if (_topics.TryReadDownlink(message, out var downlink))
                {
                    _commands?.Receive(downlink);
                }

                return Task.CompletedTask;
            },
            cancellationToken);
        _mainSession = session;
        connected();
        await SessionParts.RunTogetherAsync(
            cancellationToken,
            session.WatchAsync,
            token => _route.UntilOutdatedAsync(session, token),
            token => AnnounceAndPublishAsync(session, presence, token));
        await SayGoodbyeAsync(session, presence);
    }

    private async Task AnnounceAndPublishAsync(MqttSession session, PresencePublisher presence, CancellationToken cancellationToken)
    {
        await session.SubscribeAsync([_topics.State, .. (_commands?.Filters ?? []).Select(_topics.Below)], cancellationToken);
        var publisher = new EventPublisher(_outbox, _pole, _topics, session, _time, _logger);
        _publisher = publisher;
        await SessionParts.RunTogetherAsync(
            cancellationToken,
            token => presence.RunAsync(session, () => _healthWanted.Next, () => Interlocked.Exchange(ref _isToBeBornAgain, false), token),
            async token =>
            {
                await presence.UntilKnownAsync(token);
                await publisher.RunAsync(token);
            },
            new StatusMailPublisher(_mail, _pole, _topics, () => _status.Mode, session, _time).RunAsync,
            token => ReconnectAboveAsync(session, presence, token));
    }

    private async Task RunBulkAsync(Action connected, CancellationToken cancellationToken)
    {
        var sender = new ClipSender(_outbox, _topics, _clipTerms, _time, _logger);
        await using var session = await _route.FollowAsync(
            new SessionTerms(BulkClientId, SessionExpiry) { AnswerTimeout = BlockTimeout, Bulk = true },
            message =>
            {
                sender.Receive(message);
                return Task.CompletedTask;
            },
            cancellationToken);
        _bulkSession = session;
        connected();
        await session.SubscribeAsync([_topics.AnyClipGet, _topics.AnyClipDone], cancellationToken);
        List<Func<CancellationToken, Task>> parts = [session.WatchAsync, token => _route.UntilOutdatedAsync(session, token), token => sender.RunAsync(session, token)];
        if (_stills is { } stills)
        {
            parts.Add(new StillPublisher(stills, _topics, session, _time).RunAsync);
        }

        await SessionParts.RunTogetherAsync(cancellationToken, [.. parts]);

        // The goodbye would wait behind blocks that a jammed link does not take, and no will hangs on it.
        using var timeout = new CancellationTokenSource(GoodbyeTimeout, _time);
        await session.DisconnectAsync(timeout.Token);
    }

    private async Task ReconnectAboveAsync(MqttSession session, PresencePublisher presence, CancellationToken cancellationToken)
    {
        _contradictedBy = await presence.Contradicted.WaitAsync(cancellationToken);
        if (presence.IsOlderCopy)
        {
            // Before the epoch is raised: after that nothing would tell any more that the file is a copy.
            _outbox.BeginNewLog();
        }

        if (_contradictedBy > _epoch)
        {
            // By now our birth stands in its place: after a restart, only the disk can tell.
            _outbox.NextEpoch(_contradictedBy - 1);
        }

        throw MessagingException.Lost(session.Broker, $"the broker holds a state with epoch {_contradictedBy}, which is not ours");
    }

    private long RaiseEpoch()
    {
        try
        {
            _epoch = _outbox.NextEpoch(_contradictedBy);
        }
        catch (ProblemException) when (_epoch > 0)
        {
            // A dying card must not keep the pole from saying so. After a restart, our own state topic names the higher epoch.
            _epoch = Math.Max(_epoch, _contradictedBy) + 1;
        }

        return _epoch;
    }

    private async Task SayGoodbyeAsync(MqttSession session, PresencePublisher presence)
    {
        using var timeout = new CancellationTokenSource(GoodbyeTimeout, _time);
        try
        {
            await presence.SayGoodbyeAsync(session, timeout.Token);
            await session.DisconnectAsync(timeout.Token);
        }
        catch (Exception e) when (e is MessagingException or OperationCanceledException)
        {
            // The will says it in our place.
        }
    }
}
