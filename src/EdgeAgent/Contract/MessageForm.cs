namespace EdgeAgent.Contract;

/// <summary>How a message is written.</summary>
internal enum MessageForm
{
    /// <summary>JSON in the CloudEvents envelope.</summary>
    CloudEvent,

    /// <summary>A flattened JWS whose payload is JSON.</summary>
    Signed,

    /// <summary>The bytes themselves.</summary>
    Binary,
}
