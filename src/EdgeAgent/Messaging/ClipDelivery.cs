namespace EdgeAgent.Messaging;

/// <summary>Who begins the transfer of a clip.</summary>
internal enum ClipDelivery
{
    /// <summary>Its blocks follow the manifest.</summary>
    Push,

    /// <summary>Its blocks come when the center asks for them.</summary>
    Pull,
}
