using System.Text.Json.Nodes;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Sends one signed command to one pole, and waits for its answer.</summary>
internal sealed class CommandSender(BrokerOptions broker, OperationsKey key, TimeProvider time)
{
    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(120);

    /// <summary>A retained state comes with the subscription or not at all.</summary>
    private static readonly TimeSpan StatePatience = TimeSpan.FromSeconds(3);

    /// <param name="pole">Which.</param>
    /// <param name="verb">Such as <c>search</c>.</param>
    /// <param name="claims">With params, purpose, caseId, officer; what is null is left out. An <c>epoch</c> is taken from the pole's state where it is absent.</param>
    /// <param name="patience">How long to wait for the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CenterException"><c>center/not-reached</c>, <c>center/pole-offline</c></exception>
    /// <exception cref="MessagingException">The broker cannot be reached or refuses.</exception>
    public async Task<ReplyMessage> SendAsync(
        PoleIdentity pole, string verb, JsonObject claims, TimeSpan patience, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await using var talk = await PoleTalk.BeginAsync(broker, pole, [$"reply/{id}", "state"], time, cancellationToken);
        if (claims["epoch"] is null)
        {
            var state = await talk.HearAsync(message => talk.Body<StateMessage>(message, "state"), StatePatience, cancellationToken);
            claims["epoch"] = state switch
            {
                { Online: true } => state.Epoch,
                null => throw CenterException.NotReached(pole.ToString(), "the broker knows nothing of it"),
                _ => throw CenterException.PoleOffline(pole.ToString()),
            };
        }

        var now = time.GetUtcNow();
        claims["jti"] = id.ToString();
        claims["verb"] = verb;
        claims["exp"] = (now + Valid).ToUnixTimeSeconds();
        await talk.SayAsync(
            MqttMessages.Signed(talk.Topics.Below($"cmd/{verb}"), key.Sign(pole, "edgeagent.command.v1", now, claims), retain: false, Valid), cancellationToken);
        return await talk.HearAsync(message => talk.Body<ReplyMessage>(message, $"reply/{id}"), patience, cancellationToken)
            ?? throw CenterException.NotReached(pole.ToString(), $"no answer within {patience.TotalSeconds:0} s");
    }
}
