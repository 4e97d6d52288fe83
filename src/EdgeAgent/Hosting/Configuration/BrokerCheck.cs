using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Finds a host that is an address with scheme or port, which people copy from other programs.</summary>
internal static class BrokerCheck
{
    public static IEnumerable<Problem> Check(AgentOptions options)
    {
        if (Uri.CheckHostName(options.Broker.Host) == UriHostNameType.Unknown)
        {
            yield return new Problem(
                "config/pattern",
                $"\"{Redaction.Redact(options.Broker.Host)}\" is no host",
                "give a host name or an IP address alone; the port has a setting of its own",
                "broker.host");
        }
    }
}
