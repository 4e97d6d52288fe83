using EdgeAgent.Identity;
using MQTTnet;

namespace EdgeAgent.Messaging;

/// <summary>What one connection asks of the broker.</summary>
/// <param name="ClientId">Unique at the broker.</param>
/// <param name="Expiry">How long the broker keeps subscriptions and queued messages after the connection is gone.</param>
internal sealed record SessionTerms(string ClientId, TimeSpan Expiry)
{
    public MqttApplicationMessage? Will { get; init; }

    /// <summary>Keys and certificates that outlive the session; absent, they are read for it where the broker's options name some.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>
    /// Whether an answer may stand behind blocks of a clip on a slow link, so that a sign of life may take as long as any other answer.
    /// </summary>
    public bool Bulk { get; init; }

    /// <summary>Silence after which a connection that owes an answer counts as lost.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
