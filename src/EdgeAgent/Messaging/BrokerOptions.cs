using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>The MQTT 5 broker that pole and center meet at.</summary>
internal sealed record BrokerOptions
{
    [Description("Name or address of the broker.")]
    [Required]
    public string Host { get; init; } = "127.0.0.1";

    [Description("TCP port of the broker.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 1883;

    [Description("What all topics begin with.")]
    [RegularExpression("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")]
    public string TopicRoot { get; init; } = "safecity/v1";

    [Description("Seconds of silence after which the broker takes the pole for lost (it waits half as long again).")]
    [Range(5, 3600)]
    public int KeepAliveSeconds { get; init; } = 30;

    [Description("Most that clips may take of the link, in kbit/s; 0 for no limit. Alarms are not held back by it.")]
    [Range(0, 10_000_000)]
    public int ClipKilobitsPerSecond { get; init; }

    [Description("User name at the broker; absent for a broker that asks for none.")]
    public string? Username { get; init; }

    [Description("File that holds the password, alone on its first line, or credential:NAME for a credential of systemd. Never the password itself.")]
    public string? PasswordFile { get; init; }

    [Description("TLS 1.2 or 1.3 to the broker. Absent: plain TCP.")]
    public TlsOptions? Tls { get; init; }

    [Description("Brokers for when this one does not answer, in order of preference; the same accounts, authorities and topics hold there.")]
    [MaxLength(8)]
    public ImmutableArray<BrokerAddress> Alternatives { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>This broker and its alternatives, the preferred one first.</summary>
    public IEnumerable<BrokerOptions> InOrder() =>
        Alternatives.Select(other => this with { Host = other.Host, Port = other.Port, Alternatives = [] }).Prepend(this);
}
