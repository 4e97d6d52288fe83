using CloudNative.CloudEvents;
using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>State, meta and health of the pole on one session, under one epoch.</summary>
internal sealed class PresencePublisher(PoleIdentity pole, Topics topics, IStatusSource status, long epoch, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    /// <summary>Three periods: a late joiner never reads a dead pole as alive.</summary>
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(180);

    /// <summary>Beyond it numbers are no longer exact in every JSON reader; such an epoch is forged or broken.</summary>
    private const long HighestEpoch = 1L << 53;

    private readonly TaskCompletionSource<long> _contradicted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The will: on the topic of the birth, at the same QoS, under the same epoch. It does not expire.</summary>
    public MqttApplicationMessage Will => State(online: false, "connection-lost");

    /// <summary>Completes with an epoch when the broker holds a state that contradicts this session: reconnect above it.</summary>
    public Task<long> Contradicted => _contradicted.Task;

    /// <summary>Looks at a message on the pole's own state topic.</summary>
    public void ReceiveState(MqttApplicationMessage message)
    {
        if (Envelope.TryDecode<StateMessage>(Payload(message), out _, out var state, out _)
            && state.Epoch < HighestEpoch
            && (state.Epoch > epoch || (state.Epoch == epoch && !state.Online)))
        {
            _contradicted.TrySetResult(state.Epoch);
        }
    }

    /// <summary>Publishes birth, meta and health, then refreshes them until cancelled. Health goes out early when asked for.</summary>
    public async Task RunAsync(MqttSession session, Func<Task> healthWanted, CancellationToken cancellationToken)
    {
        await session.PublishStatusAsync(State(online: true, "connected"), cancellationToken);
        await session.PublishStatusAsync(
            MqttMessages.From(topics.Meta, Message("edgeagent.meta.v1", status.GetMeta()), retain: true, expiry: null), cancellationToken);
        while (true)
        {
            var wanted = healthWanted();
            await session.PublishStatusAsync(
                MqttMessages.From(topics.Health, Message("edgeagent.health.v1", status.GetHealth()), retain: true, Expiry),
                cancellationToken);
            await Task.WhenAny(wanted, Task.Delay(Period, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            await session.PublishStatusAsync(State(online: true, "connected"), cancellationToken);
        }
    }

    /// <summary>The last word of this epoch.</summary>
    public Task SayGoodbyeAsync(MqttSession session, CancellationToken cancellationToken) =>
        session.PublishStatusAsync(State(online: false, "stopped"), cancellationToken);

    private MqttApplicationMessage State(bool online, string reason) => MqttMessages.From(
        topics.State,
        Message("edgeagent.state.v1", new StateMessage(online, epoch, reason)),
        retain: true,
        online ? Expiry : null);

    private CloudEvent Message(string type, object data) =>
        Envelope.Create(type, $"/{pole}", Guid.CreateVersion7(), time.GetUtcNow(), data).WithMode(status.Mode);

    private static byte[] Payload(MqttApplicationMessage message) => System.Buffers.BuffersExtensions.ToArray(message.Payload);
}
