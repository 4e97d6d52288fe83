using System.Text;
using CloudNative.CloudEvents;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Messaging;

/// <summary>CloudEvents as MQTT messages: QoS 1, and what a broker rule may filter by as user properties.</summary>
internal static class MqttMessages
{
    public static MqttApplicationMessage From(string topic, CloudEvent message, bool retain, TimeSpan? expiry)
    {
        var builder = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(Envelope.Encode(message))
            .WithContentType(Envelope.ContentType)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(retain)
            .WithUserProperty("type", Utf8(message.Type!));
        if (expiry is { } limit)
        {
            builder.WithMessageExpiryInterval((uint)limit.TotalSeconds);
        }

        foreach (var attribute in (ReadOnlySpan<CloudEventAttribute>)[Envelope.Severity, Envelope.Mode, Envelope.Sequence, Envelope.Recipients])
        {
            if (message[attribute] is string value)
            {
                builder.WithUserProperty(attribute.Name, Utf8(value));
            }
        }

        return builder.Build();
    }

    /// <summary>What was signed; no envelope.</summary>
    public static MqttApplicationMessage Signed(string topic, byte[] jws, bool retain, TimeSpan? expiry)
    {
        var builder = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(jws)
            .WithContentType(Identity.Jws.ContentType)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(retain);
        return (expiry is { } limit ? builder.WithMessageExpiryInterval((uint)limit.TotalSeconds) : builder).Build();
    }

    private static ReadOnlyMemory<byte> Utf8(string value) => Encoding.UTF8.GetBytes(value);
}
