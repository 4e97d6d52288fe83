using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>The MQTT 5 broker through which the center is reached.</summary>
internal sealed record BrokerOptions
{
    [Description("Host name or address of the center's MQTT broker.")]
    [RegularExpression(@"^[^\s/@]{1,253}$", ErrorMessage = "a host name or an IP address, without scheme and port")]
    public required string Host { get; init; }

    [Description("TCP port of the broker.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 1883;

    [Description("Topics begin with this; city and pole follow.")]
    [RegularExpression("^[^#+/]+(/[^#+/]+)*$", ErrorMessage = "topic levels joined by /, without # and +")]
    [MaxLength(128)]
    public string TopicRoot { get; init; } = "safecity/v1";

    [Description("MQTT keep alive. A pole that dies silently shows as offline after one and a half of it and the will's delay.")]
    [Range(5, 3600)]
    public int KeepAliveSeconds { get; init; } = 30;

    [Description("User name for the broker, where it asks for one.")]
    [MaxLength(128)]
    public string? Username { get; init; }

    [Description("File that holds the broker's password on its first line. A password itself never stands in the configuration.")]
    [MaxLength(1024)]
    public string? PasswordFile { get; init; }
}
