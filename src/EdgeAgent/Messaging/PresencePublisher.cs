using System.Text.Json;
using CloudNative.CloudEvents;
using EdgeAgent.Domain;
using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>State, meta and health of the pole on one session, under one epoch.</summary>
/// <param name="pole">Whose state it is.</param>
/// <param name="topics">Of the pole.</param>
/// <param name="status">Says what the pole is and how it is.</param>
/// <param name="linkFaults">What is wrong with the way to the center itself.</param>
/// <param name="epoch">Of this session.</param>
/// <param name="time">For the period.</param>
internal sealed class PresencePublisher(
    PoleIdentity pole, Topics topics, IStatusSource status, Func<IEnumerable<Problem>> linkFaults, long epoch, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    /// <summary>A camera that comes and goes must not flood the center with health.</summary>
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Three periods: a late joiner never reads a dead pole as alive.</summary>
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(180);

    /// <summary>Beyond it numbers are no longer exact in every JSON reader; such an epoch is forged or broken.</summary>
    private const long HighestEpoch = 1L << 53;

    /// <summary>A broker that does not say what it holds must not keep events back for ever.</summary>
    private static readonly TimeSpan PatienceForState = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<long> _contradicted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Our own birth came back: whatever the broker held before has come too.
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The epoch on our disk was in use before: it is an older copy of what another life of this pole went on with.</summary>
    public bool IsOlderCopy { get; private set; }

    /// <summary>The will: on the topic of the birth, at the same QoS, under the same epoch. It does not expire.</summary>
    public MqttApplicationMessage Will => State(online: false, "connection-lost");

    /// <summary>Completes with an epoch when the broker holds a state that contradicts this session: reconnect above it.</summary>
    public Task<long> Contradicted => _contradicted.Task;

    /// <summary>Looks at a message on the pole's own state topic.</summary>
    public void ReceiveState(MqttApplicationMessage message)
    {
        if (!Envelope.TryDecode<StateMessage>(Payload(message), out _, out var state, out _) || state.Epoch >= HighestEpoch)
        {
            return;
        }

        // What was kept before our birth was said by another life of this pole, even where it is our own epoch.
        if (state.Epoch > epoch || (state.Epoch == epoch && (!state.Online || message.Retain)))
        {
            IsOlderCopy = state.Epoch > epoch || message.Retain;
            _contradicted.TrySetResult(state.Epoch);
        }
        else if (state.Epoch == epoch)
        {
            _heard.TrySetResult();
        }
    }

    /// <summary>Until it is known whether the broker holds a state that contradicts this session; then it never returns.</summary>
    public async Task UntilKnownAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_heard.Task, Contradicted, Task.Delay(PatienceForState, time, cancellationToken));
        await (Contradicted.IsCompleted ? Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken) : Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Publishes birth, meta and health, then refreshes birth and health until cancelled, and meta where it has changed. All go out
    /// early when asked for; born again, meta goes out as it was.
    /// </summary>
    public async Task RunAsync(MqttSession session, Func<Task> healthWanted, Func<bool> isToBeBornAgain, CancellationToken cancellationToken)
    {
        await session.PublishStatusAsync(State(online: true, "connected"), cancellationToken);
        for (var known = ""; ;)
        {
            var wanted = healthWanted();
            known = await PublishMetaAsync(session, isToBeBornAgain() ? "" : known, cancellationToken);
            await session.PublishStatusAsync(
                MqttMessages.From(topics.Health, Message("edgeagent.health.v1", Health()), retain: true, Expiry), cancellationToken);
            await Task.Delay(ShortestPeriod, time, cancellationToken);
            await Task.WhenAny(wanted, Task.Delay(Period - ShortestPeriod, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            await session.PublishStatusAsync(State(online: true, "connected"), cancellationToken);
        }
    }

    /// <summary>The last word of this epoch.</summary>
    public Task SayGoodbyeAsync(MqttSession session, CancellationToken cancellationToken) =>
        session.PublishStatusAsync(State(online: false, "stopped"), cancellationToken);

    /// <returns>What the broker has now.</returns>
    private async Task<string> PublishMetaAsync(MqttSession session, string known, CancellationToken cancellationToken)
    {
        var meta = status.GetMeta();
        var current = JsonSerializer.Serialize(meta, MessageJson.Options);
        if (current != known)
        {
            await session.PublishStatusAsync(
                MqttMessages.From(topics.Meta, Message("edgeagent.meta.v1", meta), retain: true, expiry: null), cancellationToken);
        }

        return current;
    }

    private HealthMessage Health()
    {
        var health = status.GetHealth();
        return health with { Faults = [.. health.Faults, .. linkFaults().Select(problem => FaultHealth.From(problem))] };
    }

    private MqttApplicationMessage State(bool online, string reason) => MqttMessages.From(
        topics.State,
        Message("edgeagent.state.v1", new StateMessage(online, epoch, reason)),
        retain: true,
        online ? Expiry : null);

    private CloudEvent Message(string type, object data) =>
        Envelope.Create(type, $"/{pole}", Guid.CreateVersion7(), time.GetUtcNow(), data).WithMode(status.Mode);

    private static byte[] Payload(MqttApplicationMessage message) => System.Buffers.BuffersExtensions.ToArray(message.Payload);
}
