using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>What whoever watches the wire is told.</summary>
/// <param name="ClientId">Of the connection.</param>
/// <param name="Message">As it was sent or received.</param>
internal sealed record WireMessage(string ClientId, MqttApplicationMessage Message);
