using System.Text.Json.Nodes;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Publishes signed desired states to one pole, and hears how they stand there.</summary>
internal sealed class StatePublisher(BrokerOptions broker, TimeProvider time)
{
    /// <summary>Publishes a state, retained, and waits until the pole says what became of it.</summary>
    /// <param name="pole">Which.</param>
    /// <param name="kind"><c>orders</c> or <c>config</c>.</param>
    /// <param name="key">Signs.</param>
    /// <param name="claims">With the version.</param>
    /// <param name="isAbout">Whether a status is about this version.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CenterException"><c>center/not-reached</c>: it is at the broker, and the pole takes it when it is back.</exception>
    /// <exception cref="MessagingException">The broker cannot be reached or refuses.</exception>
    public async Task<TStatus> PublishAsync<TStatus>(
        PoleIdentity pole, string kind, OperationsKey key, JsonObject claims, Func<TStatus, bool> isAbout, TimeSpan patience, CancellationToken cancellationToken)
        where TStatus : class
    {
        await using var talk = await PoleTalk.BeginAsync(broker, pole, [$"{kind}/status"], time, cancellationToken);
        var jws = key.Sign(pole, $"edgeagent.{kind}.v1", time.GetUtcNow(), claims);
        await talk.SayAsync(MqttMessages.Signed(talk.Topics.Below($"{kind}/desired"), jws, retain: true, expiry: null), cancellationToken);
        return await talk.HearAsync(
                message => !message.Retain && talk.Body<TStatus>(message, $"{kind}/status") is { } status && isAbout(status) ? status : null,
                patience,
                cancellationToken)
            ?? throw CenterException.NotReached(pole.ToString(), $"it is at the broker, and the pole has not said within {patience.TotalSeconds:0} s what became of it");
    }

    /// <summary>What the broker keeps: the signed state as it was sent, and what the pole says of it. Each null where there is none.</summary>
    /// <exception cref="MessagingException">The broker cannot be reached or refuses.</exception>
    public async Task<(JsonObject? Desired, TStatus? Status)> ReadAsync<TStatus>(
        PoleIdentity pole, string kind, TimeSpan patience, CancellationToken cancellationToken)
        where TStatus : class
    {
        await using var talk = await PoleTalk.BeginAsync(broker, pole, [$"{kind}/status", $"{kind}/desired"], time, cancellationToken);
        (JsonObject? Desired, TStatus? Status) found = (null, null);
        await talk.HearAsync<object>(
            message =>
            {
                found = message.Topic == talk.Topics.Below($"{kind}/desired")
                    ? (SignedPayload.Peek(System.Buffers.BuffersExtensions.ToArray(message.Payload)), found.Status)
                    : (found.Desired, talk.Body<TStatus>(message, $"{kind}/status") ?? found.Status);
                return found is { Desired: not null, Status: not null } ? found : null;
            },
            patience,
            cancellationToken);
        return found;
    }
}
