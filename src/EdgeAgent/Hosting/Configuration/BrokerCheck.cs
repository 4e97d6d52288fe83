using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Finds a host that is an address with scheme or port, which people copy from other programs, and half a pair of key and certificate.</summary>
internal static class BrokerCheck
{
    public static IEnumerable<Problem> Check(AgentOptions options)
    {
        foreach (var (path, host) in Hosts(options))
        {
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            {
                yield return new Problem(
                    "config/pattern",
                    $"\"{Redaction.Redact(host)}\" is no host",
                    "give a host name or an IP address alone; the port has a setting of its own",
                    path);
            }
        }

        if (options.Broker.Tls is { } tls && (tls.CertificateFile is null) != (tls.KeyFile is null))
        {
            yield return new Problem(
                "config/tls-pair",
                "certificateFile and keyFile belong together, and one of them is missing",
                "give both, or neither where the broker asks for no certificate",
                "broker.tls");
        }
    }

    private static IEnumerable<(string Path, string Host)> Hosts(AgentOptions options) =>
        options.Broker.Alternatives
            .Select((other, index) => (SettingPath.Member(SettingPath.Item("broker.alternatives", index), "host"), other.Host))
            .Prepend(("broker.host", options.Broker.Host));
}
