using System.Text;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Messaging;

/// <summary>Sends the pictures of events, one at a time, over the second connection: 60 KB must not stand before an alarm.</summary>
internal sealed class StillPublisher(StillStore stills, Topics topics, MqttSession session, TimeProvider time)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(24);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    /// <summary>Runs until cancelled, or until the connection is lost, which it throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = stills.Changed;
            if (stills.Peek() is not ({ } still, var mode))
            {
                await changed.WaitAsync(cancellationToken);
                continue;
            }

            if ((await session.PublishAsync(Message(still, mode), cancellationToken)).ReasonCode == MqttClientPublishReasonCode.Success)
            {
                stills.Sent(still.EventId);
                _backoff.Reset();
            }
            else
            {
                // Nobody listens at present, or the broker refuses.
                await Task.Delay(_backoff.Next(), time, cancellationToken);
            }
        }
    }

    private MqttApplicationMessage Message(Still still, PoleMode mode) => new MqttApplicationMessageBuilder()
        .WithTopic(topics.Still(still.EventId))
        .WithPayload(still.Jpeg.ToArray())
        .WithContentType("image/jpeg")
        .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .WithMessageExpiryInterval((uint)Expiry.TotalSeconds)
        .WithUserProperty("sha256", Encoding.ASCII.GetBytes(still.Sha256))
        .WithUserProperty("mode", Encoding.ASCII.GetBytes(MessageJson.KebabCase(mode)))
        .Build();
}
