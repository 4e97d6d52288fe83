using EdgeAgent.Domain;
using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>Sends the mail over one session: first what is kept, then answers and changes as they come.</summary>
/// <param name="mail">What is sent.</param>
/// <param name="pole">Whose it is.</param>
/// <param name="topics">Of the pole.</param>
/// <param name="mode">Of the pole at the moment of sending.</param>
/// <param name="session">Carries it.</param>
/// <param name="time">For the messages.</param>
internal sealed class StatusMailPublisher(
    StatusMail mail, PoleIdentity pole, Topics topics, Func<PoleMode> mode, MqttSession session, TimeProvider time)
{
    private static readonly TimeSpan AnswerExpiry = TimeSpan.FromMinutes(5);

    // By reference: a status that was said again is sent again.
    private readonly HashSet<StatusMessage> _sent = new(ReferenceEqualityComparer.Instance);

    /// <summary>Runs until cancelled, or until the connection is lost, which it throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = mail.Changed;
            var kept = mail.Kept;
            _sent.IntersectWith(kept);
            foreach (var status in kept.Where(_sent.Add))
            {
                await session.PublishStatusAsync(Message(status, retain: true, expiry: null), cancellationToken);
            }

            while (mail.TryPeek(out var answer))
            {
                await session.PublishStatusAsync(Message(answer, retain: false, AnswerExpiry), cancellationToken);
                mail.Remove(answer);
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private MqttApplicationMessage Message(StatusMessage status, bool retain, TimeSpan? expiry) => MqttMessages.From(
        topics.Below(status.Below),
        Envelope.Create(status.Type, $"/{pole}", Guid.CreateVersion7(), time.GetUtcNow(), status.Data).WithMode(mode()),
        retain,
        expiry);
}
