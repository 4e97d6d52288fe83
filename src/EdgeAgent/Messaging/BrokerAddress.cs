using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>Where another broker of the same center is, with the same accounts and authorities.</summary>
internal sealed record BrokerAddress
{
    [Description("Name or address of the broker.")]
    public required string Host { get; init; }

    [Description("TCP port of the broker.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 1883;
}
