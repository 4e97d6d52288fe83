using System.Text;
using EdgeAgent.Domain;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Messaging;

/// <summary>What a broker allows, as it says in its CONNACK (MQTT 5, 3.2.2.3).</summary>
/// <param name="Broker">Whose limits they are.</param>
/// <param name="MaximumPacketBytes">Null for no limit.</param>
/// <param name="TakesQos1">Whether it acknowledges.</param>
/// <param name="Retains">Whether it keeps retained messages.</param>
/// <param name="KeepAliveSeconds">What holds: its own word where it has one.</param>
internal sealed record BrokerLimits(BrokerOptions Broker, uint? MaximumPacketBytes, bool TakesQos1, bool Retains, int KeepAliveSeconds)
{
    public const string Code = "broker/limits";

    // Fixed header, packet identifier, lengths of topic and properties, expiry.
    private const int HeaderBytes = 5 + 2 + 2 + 4 + 5;

    // Identifier and two lengths.
    private const int PropertyBytes = 5;

    public static BrokerLimits Of(BrokerOptions broker, MqttClientConnectResult answer) => new(
        broker,
        answer.MaximumPacketSize is > 0 and var bytes ? bytes : null,
        answer.MaximumQoS >= MqttQualityOfServiceLevel.AtLeastOnce,
        answer.RetainAvailable,
        answer.ServerKeepAlive is > 0 and var seconds ? seconds : broker.KeepAliveSeconds);

    /// <summary>Why nothing of the contract works at this broker; null where it does.</summary>
    public Problem? Unusable => (TakesQos1, Retains) switch
    {
        (false, _) => Explain("it takes no message at QoS 1, so that nothing is ever acknowledged", "allow QoS 1 there (such as `max_qos 2` of mosquitto)"),
        (_, false) => Explain("it retains no messages, so that nobody can tell whether a pole is there", "allow retained messages there (such as `retain_available true` of mosquitto)"),
        _ => null,
    };

    /// <summary>Whether a message is small enough. One that is not would end the connection, and every one after it.</summary>
    public bool Fits(MqttApplicationMessage message) => MaximumPacketBytes is not { } most || UpperBound(message) <= most;

    public Problem TooLarge(MqttApplicationMessage message) => Explain(
        $"its packets have {MaximumPacketBytes} bytes at most, and {message.Topic} would have {UpperBound(message)}: it is not sent",
        "allow packets of 256 KiB there (such as `max_packet_size 262144` of mosquitto)");

    private static long UpperBound(MqttApplicationMessage message) =>
        HeaderBytes
        + Encoding.UTF8.GetByteCount(message.Topic)
        + PropertyBytes + Encoding.UTF8.GetByteCount(message.ContentType ?? "")
        + (message.UserProperties?.Sum(property => PropertyBytes + (long)Encoding.UTF8.GetByteCount(property.Name) + property.ValueBuffer.Length) ?? 0)
        + message.Payload.Length;

    private Problem Explain(string message, string remedy) => new(Code, $"{Broker.Host}:{Broker.Port}: {message}", remedy);
}
