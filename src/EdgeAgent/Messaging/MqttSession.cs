using System.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Messaging;

/// <summary>
/// One connection to the broker, from CONNECT to its end. It watches its own liveness: MQTTnet does not raise its
/// disconnect event for every way in which a connection dies.
/// </summary>
internal sealed class MqttSession : IAsyncDisposable
{
    private const int MessagesInFlight = 16;
    private const int ReservedForPresence = 2;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceForCause = TimeSpan.FromSeconds(2);

    /// <summary>Tells whoever watches the wire of every message: <c>sent</c> and <c>received</c>, each with a <see cref="WireMessage"/>.</summary>
    private static readonly DiagnosticListener Wire = new("EdgeAgent.Mqtt");

    /// <summary>A stop lets a CONNACK come that is on its way: then the pole can say goodbye itself, and no will does.</summary>
    private static readonly TimeSpan PatienceForConnack = TimeSpan.FromSeconds(2);

    private readonly IMqttClient _client;
    private readonly BrokerOptions _broker;
    private readonly SessionTerms _terms;
    private volatile Problem? _limit;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttSession(IMqttClient client, BrokerOptions broker, SessionTerms terms, TimeProvider time)
    {
        _client = client;
        _broker = broker;
        _terms = terms;
        _time = time;
        Limits = new BrokerLimits(broker, null, TakesQos1: true, Retains: true, broker.KeepAliveSeconds);
    }

    public BrokerOptions Broker => _broker;

    /// <summary>Keys and certificates that this connection was made with; null for plain TCP.</summary>
    public TlsMaterial? Tls { get; private set; }

    public BrokerLimits Limits { get; private set; }

    /// <summary>A message was too large for this broker; null where none was.</summary>
    public Problem? LimitFault => _limit;

    /// <summary>QoS 1 messages that may wait for their PUBACK at a time.</summary>
    public int SendMaximum { get; private set; }

    /// <param name="received">
    /// Runs for one message at a time, and the message is acknowledged when it returns. Throwing a
    /// <see cref="ProblemException"/> ends the session with that cause, and the broker keeps the message; so does cancelling.
    /// </param>
    /// <exception cref="MessagingException">The broker cannot be reached or refuses.</exception>
    public static async Task<MqttSession> ConnectAsync(
        BrokerOptions broker,
        SessionTerms terms,
        Func<MqttApplicationMessage, Task> received,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var session = new MqttSession(new MqttClientFactory().CreateMqttClient(), broker, terms, time);
        session._client.ApplicationMessageReceivedAsync += async e =>
        {
            try
            {
                session.Tell("received", e.ApplicationMessage);
                await received(e.ApplicationMessage);
            }
            catch (ProblemException fault)
            {
                e.AutoAcknowledge = false;
                session.Lose(fault);
            }
            catch (OperationCanceledException)
            {
                e.AutoAcknowledge = false;
            }
        };
        session._client.DisconnectedAsync += e =>
        {
            session.Lose(e.Reason == MqttClientDisconnectReason.SessionTakenOver
                ? MessagingException.TakenOver(broker, terms.ClientId)
                : MessagingException.Lost(broker, Explain(e)));
            return Task.CompletedTask;
        };
        try
        {
            await session.ConnectAsync(cancellationToken);
            return session;
        }
        catch
        {
            session._client.Dispose();
            throw;
        }
    }

    /// <summary>Publishes, and for QoS 1 waits for the PUBACK. What is too large for the broker is not sent: quota exceeded.</summary>
    /// <exception cref="MessagingException">The connection is lost; whether the broker has the message is not known.</exception>
    public Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage message, CancellationToken cancellationToken)
    {
        if (!Fits(message))
        {
            return Task.FromResult(new MqttClientPublishResult(null, MqttClientPublishReasonCode.QuotaExceeded, _limit!.Message, []));
        }

        Tell("sent", message);
        return AskAsync(token => _client.PublishAsync(message, token), "no PUBACK", _terms.AnswerTimeout, cancellationToken);
    }

    /// <summary>False for a message that this broker can never take; that is a fault of the session from then on.</summary>
    public bool Fits(MqttApplicationMessage message)
    {
        if (Limits.Fits(message))
        {
            return true;
        }

        _limit = Limits.TooLarge(message);
        return false;
    }

    /// <summary>Publishes what need not be heard by anyone now, since it is retained.</summary>
    /// <exception cref="MessagingException">The broker refuses it, or the connection is lost.</exception>
    public async Task PublishStatusAsync(MqttApplicationMessage message, CancellationToken cancellationToken)
    {
        if (!Fits(message))
        {
            return;
        }

        var result = await PublishAsync(message, cancellationToken);
        if (result.ReasonCode is not (MqttClientPublishReasonCode.Success or MqttClientPublishReasonCode.NoMatchingSubscribers))
        {
            throw MessagingException.Refused(_broker, $"publishing to {message.Topic}: {result.ReasonCode}");
        }
    }

    /// <summary>What to report where the broker does not do what was asked of it.</summary>
    public Problem Refusal(string reason) => MessagingException.Refused(_broker, reason).Problem;

    /// <exception cref="MessagingException">The broker refuses a filter, or the connection is lost.</exception>
    public async Task SubscribeAsync(IEnumerable<string> filters, CancellationToken cancellationToken)
    {
        var options = new MqttClientSubscribeOptionsBuilder();
        foreach (var filter in filters)
        {
            options.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        var result = await AskAsync(token => _client.SubscribeAsync(options.Build(), token), "no SUBACK", _terms.AnswerTimeout, cancellationToken);
        if (result.Items.FirstOrDefault(i => i.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused)
        {
            throw MessagingException.Refused(_broker, $"subscription to {refused.TopicFilter.Topic}: {refused.ResultCode}");
        }
    }

    public async Task UnsubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        var options = new MqttClientUnsubscribeOptionsBuilder().WithTopicFilter(filter).Build();
        await AskAsync(token => _client.UnsubscribeAsync(options, token), "no UNSUBACK", _terms.AnswerTimeout, cancellationToken);
    }

    /// <summary>
    /// Runs until the connection is lost, which it throws. It asks the broker for a sign of life twice per keep alive, so that one which
    /// hangs is noticed within it.
    /// </summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(Limits.KeepAliveSeconds / 2.0);
        var patience = _terms.Bulk || _terms.AnswerTimeout < pause ? _terms.AnswerTimeout : pause;
        while (true)
        {
            var wait = Task.Delay(pause, _time, cancellationToken);
            if (await Task.WhenAny(wait, _lost.Task) == _lost.Task)
            {
                await _lost.Task;
            }

            await wait;
            await AskAsync(
                async token =>
                {
                    await _client.PingAsync(token);
                    return true;
                },
                "no PINGRESP",
                patience,
                cancellationToken);
        }
    }

    /// <summary>Says goodbye, so that the broker drops the will.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.DisconnectAsync(
                new MqttClientDisconnectOptions { Reason = MqttClientDisconnectOptionsReason.NormalDisconnection }, cancellationToken);
        }
        catch (Exception)
        {
            // It is gone already: there is nobody left to say goodbye to.
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Tell(string what, MqttApplicationMessage message)
    {
        if (Wire.IsEnabled(what))
        {
            Wire.Write(what, new WireMessage(_terms.ClientId, message));
        }
    }

    // A broker that vanishes says nothing, and the library calls that a normal disconnection.
    private static string Explain(MqttClientDisconnectedEventArgs gone) => gone switch
    {
        { Exception: { } cause } => cause.Message,
        { Reason: MqttClientDisconnectReason.NormalDisconnection } => "the connection broke",
        _ => $"the broker ended the connection: {gone.Reason}",
    };

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var files = _terms.Tls ?? (_broker.Tls is { } named ? new TlsFiles(named, name: null, _time) : null);
        var server = files is null ? null : new ServerCheck(files.Read(), files.Options.ServerName ?? _broker.Host, _time);
        Tls = server?.Material;
        var options = ConnectOptions.For(_broker, _terms, server);
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(ConnectTimeout, _time);
        using var hurry = cancellationToken.Register(() => timeout.CancelAfter(PatienceForConnack));
        MqttClientConnectResult result;
        try
        {
            result = await _client.ConnectAsync(options, timeout.Token);
        }
        catch (Exception e)
        {
            // MQTTnet has no family of faults: whatever it throws here means that there is no connection.
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? MessagingException.Unreachable(_broker, new TimeoutException($"no answer within {ConnectTimeout.TotalSeconds:0} s"))
                : ConnectFailure.Explain(_broker, e, server);
        }

        var reason = string.IsNullOrEmpty(result.ReasonString) ? result.ResultCode.ToString() : result.ReasonString;
        switch (result.ResultCode)
        {
            case MqttClientConnectResultCode.Success:
                break;
            case MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized
                or MqttClientConnectResultCode.Banned or MqttClientConnectResultCode.BadAuthenticationMethod:
                throw MessagingException.Unauthorized(_broker, reason);
            default:
                throw MessagingException.Refused(_broker, reason);
        }

        Limits = BrokerLimits.Of(_broker, result);
        if (Limits.Unusable is { } unusable)
        {
            await DisconnectAsync(timeout.Token);
            throw MessagingException.Limits(unusable);
        }

        if (server?.Seen is { } seen)
        {
            files!.Saw(seen);
        }

        SendMaximum = Math.Clamp((result.ReceiveMaximum ?? ushort.MaxValue) - ReservedForPresence, 1, MessagesInFlight);
    }

    /// <summary>
    /// Asks the broker and waits for its answer. Cancelled, it stops waiting, but what was asked stays asked until it is answered: after a
    /// request that was cancelled in the midst of it, the library's connection may answer nothing more.
    /// </summary>
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, string silence, TimeSpan patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = AnswerAsync(ask, silence, patience);

        // Observed: who has stopped waiting does not learn that it failed, and need not.
        _ = answer.ContinueWith(
            static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await answer.WaitAsync(cancellationToken);
    }

    private async Task<T> AnswerAsync<T>(Func<CancellationToken, Task<T>> ask, string silence, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        try
        {
            return await ask(timeout.Token);
        }
        catch (Exception e)
        {
            if (!timeout.IsCancellationRequested)
            {
                // The library tells a moment later why the connection went: a takeover must not pass for a cable.
                await Task.WhenAny(_lost.Task, Task.Delay(PatienceForCause, _time));
            }

            Lose(MessagingException.Lost(
                _broker, timeout.IsCancellationRequested ? $"{silence} within {patience.TotalSeconds:0.#} s" : e.Message));
            await _lost.Task;
            throw;
        }
    }

    private void Lose(ProblemException cause)
    {
        if (_lost.TrySetException(cause))
        {
            // Observed: whoever is not watching learns of it from the next publish.
            _ = _lost.Task.Exception;
        }
    }
}
