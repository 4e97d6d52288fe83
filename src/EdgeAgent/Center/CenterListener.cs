using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using MQTTnet;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Center;

/// <summary>
/// The other end of the contract: hears all poles under a root, writes events down once, receives stills and clips and checks them.
/// It trusts nothing that it hears.
/// </summary>
/// <param name="broker">Where the poles are.</param>
/// <param name="options">Name and directory.</param>
/// <param name="observer">Told of everything, one notice at a time, on the listener's threads; it must be quick and not throw.</param>
/// <param name="time">For stalls and waits.</param>
/// <param name="logger">For the connection.</param>
internal sealed class CenterListener(
    BrokerOptions broker, CenterOptions options, Action<CenterNotice> observer, TimeProvider time, ILogger<CenterListener> logger)
{
    /// <summary>
    /// A terminal under a random name must not leave a session behind that swallows events which nobody will read; under a
    /// name of its own it is a consumer whose messages the broker keeps.
    /// </summary>
    private static readonly TimeSpan PassingExpiry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastingExpiry = TimeSpan.FromHours(1);
    private static readonly TimeSpan AckPeriod = TimeSpan.FromSeconds(1);
    private const int MostEarly = 64;
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskPeriod = TimeSpan.FromMilliseconds(500);

    private readonly string _clientId = options.ClientId ?? $"center-{Guid.NewGuid():n}"[..22];
    private readonly Channel<(PoleIdentity Pole, object Body)> _answers = Channel.CreateUnbounded<(PoleIdentity, object)>();
    private readonly Lock _gate = new();
    private readonly PresenceBook _presence = new();
    private readonly AckBook _acks = new();
    private readonly StillInbox _stills = new(options.OutDirectory is { } directory ? Path.Combine(directory, "stills") : null, observer);
    private readonly PoleKeys _keys = new(options.PoleKeys);

    // Manifests that came before their pole had named its key.
    private readonly List<(PoleIdentity Pole, byte[] Payload)> _early = [];
    private long _malformed;

    private string Filter => $"{broker.TopicRoot}/+/+/#";

    /// <summary>Listens until cancelled, through any loss of the broker.</summary>
    /// <exception cref="CenterException">The directory cannot be written at the start.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var journal = OpenJournal();
        using var inbox = options.OutDirectory is null
            ? null
            : new ClipInbox(
                Path.Combine(options.OutDirectory, "clips"), observer, (pole, body) => _answers.Writer.TryWrite((pole, body)), time, options.ClipKey);
        Writing(() => inbox?.Prepare());
        var loop = new ReconnectLoop(
            _clientId, time, logger, problem => WithGate(() => observer(new CenterNotice.Interrupted(problem))));
        await loop.RunAsync((connected, token) => RunSessionAsync(journal, inbox, connected, token), cancellationToken);

        // A message that is being taken in at this moment is taken in whole, before its files are closed.
        WithGate(() => { });
    }

    private EventJournal OpenJournal()
    {
        EventJournal? journal = null;
        Writing(() =>
        {
            if (options.OutDirectory is { } directory)
            {
                Directory.CreateDirectory(directory);
            }

            journal = new EventJournal(options.OutDirectory is null ? null : Path.Combine(options.OutDirectory, "events.jsonl"));
        });
        return journal!;
    }

    private async Task RunSessionAsync(EventJournal journal, ClipInbox? inbox, Action connected, CancellationToken cancellationToken)
    {
        await using var session = await MqttSession.ConnectAsync(
            broker,
            new SessionTerms(_clientId, options.ClientId is null ? PassingExpiry : LastingExpiry),
            message => Task.Run(
                () => WithGate(() =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Receive(message, journal, inbox);
                }),
                CancellationToken.None),
            time,
            cancellationToken);
        connected();
        await session.SubscribeAsync([Filter], cancellationToken);
        WithGate(() => observer(new CenterNotice.Listening()));
        await SessionParts.RunTogetherAsync(
            cancellationToken,
            session.WatchAsync,
            token => AnswerAsync(session, token),
            token => AskForMissingAsync(inbox, token),
            token => AcknowledgeAsync(session, token));
        await LeaveAsync(session);
    }

    private async Task LeaveAsync(MqttSession session)
    {
        using var timeout = new CancellationTokenSource(GoodbyeTimeout, time);
        try
        {
            if (options.ClientId is null)
            {
                await session.UnsubscribeAsync(Filter, timeout.Token);
            }
        }
        catch (Exception e) when (e is MessagingException or OperationCanceledException)
        {
            // The session expires by itself.
        }

        await session.DisconnectAsync(timeout.Token);
    }

    private async Task AskForMissingAsync(ClipInbox? inbox, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(AskPeriod, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            WithGate(() => inbox?.AskForMissing());
        }
    }

    /// <summary>At most once a second for each pole: what came meanwhile is one range.</summary>
    private async Task AcknowledgeAsync(MqttSession session, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(AckPeriod, time);
        while (await timer.WaitForNextTickAsync(cancellationToken) && options.AcknowledgeWith is { } key)
        {
            IReadOnlyList<(PoleIdentity Pole, Guid Log, IReadOnlyList<SequenceRangeMessage> Ranges)> written = [];
            WithGate(() => written = _acks.Take());
            foreach (var (pole, log, ranges) in written)
            {
                var claims = new JsonObject
                {
                    ["log"] = log.ToString(),
                    ["consumer"] = key.Holder,
                    ["ranges"] = JsonSerializer.SerializeToNode(ranges, MessageJson.Options),
                };
                await session.PublishStatusAsync(
                    MqttMessages.Signed(new Topics(broker.TopicRoot, pole).Below("ack"), key.Sign(pole, "edgeagent.ack.v1", time.GetUtcNow(), claims), retain: false, expiry: null),
                    cancellationToken);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    /// <summary>It is written down, or was before.</summary>
    private void Written(PoleIdentity pole, string? logText, string? sequenceText, string? severity)
    {
        if (options.AcknowledgeWith is not null
            && Guid.TryParse(logText, out var log)
            && long.TryParse(sequenceText, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && Enum.TryParse<Severity>(severity, ignoreCase: true, out var stream))
        {
            _acks.Add(pole, log, stream, sequence);
        }
    }

    /// <summary>Its place in the log stands beside the signature.</summary>
    private void WrittenManifest(PoleIdentity pole, byte[] payload)
    {
        var place = JsonNode.Parse(payload)?["header"] as JsonObject;
        Written(pole, Text("log"), Text("sequence"), Text("severity"));

        string? Text(string name) => place?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    private async Task AnswerAsync(MqttSession session, CancellationToken cancellationToken)
    {
        await foreach (var (pole, body) in _answers.Reader.ReadAllAsync(cancellationToken))
        {
            var topics = new Topics(broker.TopicRoot, pole);
            var (topic, type) = body is ClipGetMessage get
                ? (topics.ClipGet(get.ClipId), "edgeagent.clip.get.v1")
                : (topics.ClipDone(((ClipDoneMessage)body).ClipId), "edgeagent.clip.done.v1");
            if (body is ClipDoneMessage done && options.AcknowledgeWith is { } key)
            {
                // A pole that knows consumers lets a clip go for the word of one of them alone.
                var jws = Jws.Sign(JsonSerializer.SerializeToUtf8Bytes(done, MessageJson.Options), key.Key, type);
                await session.PublishAsync(MqttMessages.Signed(topic, jws, retain: false, expiry: null), cancellationToken);
                continue;
            }

            var message = Envelope.Create(type, $"/center/{_clientId}", Guid.CreateVersion7(), time.GetUtcNow(), body);
            await session.PublishAsync(MqttMessages.From(topic, message, retain: false, expiry: null), cancellationToken);
        }
    }

    private void Receive(MqttApplicationMessage message, EventJournal journal, ClipInbox? inbox)
    {
        if (!TopicAddress.TryParse(broker.TopicRoot, message.Topic, out var address))
        {
            Malformed(message, "no pole has such a name");
            return;
        }

        var payload = message.Payload.ToArray();
        string? wrong = null;
        Writing(() => wrong = address.Below switch
        {
            // An empty payload clears a retained message.
            ["state" or "meta" or "health"] when payload.Length == 0 => null,
            ["state"] => ReceiveState(address.Pole, payload),
            ["meta"] => ReceiveMeta(address.Pole, payload, inbox),
            ["health"] => Receive<HealthMessage>(payload, health => observer(new CenterNotice.Health(address.Pole, health))),
            ["event", var camera, var type] => ReceiveEvent(address.Pole, camera, type, payload, journal),
            ["gap"] => ReceiveGap(address.Pole, payload, journal),
            ["still", var still] => _stills.Receive(address.Pole, still, payload),
            ["clip", var clip, "manifest"] => ReceiveManifest(address.Pole, clip, payload, inbox),
            ["clip", var clip, "block", var part, var block] => ReceiveBlock(address.Pole, clip, part, block, message, payload, inbox),
            _ => null,
        });
        if (wrong is not null)
        {
            Malformed(message, wrong);
        }
    }

    private static string? Receive<T>(byte[] payload, Action<T> accept)
        where T : class
    {
        if (!Envelope.TryDecode<T>(payload, out _, out var body, out var reason))
        {
            return reason;
        }

        accept(body);
        return null;
    }

    private string? ReceiveState(PoleIdentity pole, byte[] payload) => Receive<StateMessage>(payload, state =>
    {
        if (_presence.TryApply(pole, state))
        {
            observer(new CenterNotice.State(pole, state));
        }
    });

    private string? ReceiveMeta(PoleIdentity pole, byte[] payload, ClipInbox? inbox)
    {
        string? wrong = null;
        return Receive<MetaMessage>(payload, meta =>
        {
            wrong = _keys.Hear(pole, meta.SigningKey);
            observer(new CenterNotice.Meta(pole, meta));
            if (_keys.Knows(pole))
            {
                var waiting = _early.FindAll(early => early.Pole == pole);
                _early.RemoveAll(early => early.Pole == pole);
                foreach (var payload in (IEnumerable<byte[]>)[.. waiting.Select(early => early.Payload), .. inbox?.ReadBegun(pole) ?? []])
                {
                    wrong ??= ReceiveManifest(pole, null, payload, inbox);
                }
            }
        }) ?? wrong;
    }

    private string? ReceiveEvent(PoleIdentity pole, string camera, string type, byte[] payload, EventJournal journal)
    {
        if (!Envelope.TryDecode<EventMessage>(payload, out var envelope, out var body, out var reason))
        {
            return reason;
        }

        var source = envelope.Source?.OriginalString ?? "";
        if (source != $"/{pole}/{camera}" || body.Camera != camera || body.Type != type || string.IsNullOrEmpty(envelope.Id))
        {
            return "topic, source and body name different things";
        }

        if (!journal.Knows(source, envelope.Id))
        {
            journal.Add(source, envelope.Id, payload);
            observer(new CenterNotice.Event(
                pole, envelope.Id, envelope[Envelope.Sequence] as string, envelope[Envelope.Mode] as string, body));
        }

        Written(pole, envelope[Envelope.Log] as string, envelope[Envelope.Sequence] as string, envelope[Envelope.Severity] as string);
        return body is { Phase: EventPhase.Start, StillSha256: { } sha256 } ? _stills.Expect(pole, body.EventId, sha256) : null;
    }

    private string? ReceiveGap(PoleIdentity pole, byte[] payload, EventJournal journal)
    {
        if (!Envelope.TryDecode<GapMessage>(payload, out var envelope, out var gap, out var reason))
        {
            return reason;
        }

        var source = envelope.Source?.OriginalString ?? "";
        if (source != $"/{pole}" || string.IsNullOrEmpty(envelope.Id) || gap.Ranges.IsDefault || gap.Ranges.Any(range => range is null))
        {
            return "topic and source name different things, or it has no ranges";
        }

        if (!journal.Knows(source, envelope.Id))
        {
            journal.Add(source, envelope.Id, payload);
            observer(new CenterNotice.Gap(pole, gap));
        }

        Written(pole, envelope[Envelope.Log] as string, envelope[Envelope.Sequence] as string, envelope[Envelope.Severity] as string);
        return null;
    }

    /// <param name="clip">What the topic says; null where it has been looked at.</param>
    private string? ReceiveManifest(PoleIdentity pole, string? clip, byte[] payload, ClipInbox? inbox)
    {
        if (!_keys.Knows(pole) && _early.Count < MostEarly)
        {
            _early.Add((pole, payload));
            return null;
        }

        if (_keys.ReadManifest(pole, payload, out var reason) is not { } manifest)
        {
            return reason;
        }

        if (clip is not null && clip != manifest.ClipId.ToString())
        {
            return "topic and manifest name different clips";
        }

        if (inbox is not null)
        {
            var wrong = inbox.Announce(pole, manifest, payload);
            if (wrong is null)
            {
                WrittenManifest(pole, payload);
            }

            return wrong;
        }

        observer(new CenterNotice.ClipAnnounced(pole, manifest));
        return null;
    }

    private static string? ReceiveBlock(
        PoleIdentity pole, string clip, string part, string block, MqttApplicationMessage message, byte[] payload, ClipInbox? inbox)
    {
        if (!Guid.TryParseExact(clip, "D", out var clipId))
        {
            return "the clip's id is no UUID";
        }

        var hash = message.UserProperties?.FirstOrDefault(p => p.Name == "sha256");
        return inbox?.Receive(
            pole, clipId, part, block, payload, hash is null ? null : System.Text.Encoding.UTF8.GetString(hash.ValueBuffer.Span));
    }

    private void Malformed(MqttApplicationMessage message, string reason) =>
        observer(new CenterNotice.Malformed(message.Topic, reason, ++_malformed));

    private void Writing(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CenterException.CannotWrite(options.OutDirectory ?? ".", e);
        }
    }

    private void WithGate(Action action)
    {
        lock (_gate)
        {
            action();
        }
    }
}
