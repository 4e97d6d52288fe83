namespace EdgeAgent.Messaging;

/// <summary>Where this agent stands: both parts <c>[a-z0-9-]{1,32}</c>. The MQTT client id is the pole.</summary>
internal sealed record PoleIdentity(string City, string Pole)
{
    public override string ToString() => $"{City}/{Pole}";
}
