namespace EdgeAgent.Messaging;

/// <summary>What came on a topic of this pole that the center publishes to.</summary>
/// <param name="Below">The topic's levels below the pole, such as <c>cmd</c>, <c>clip</c>.</param>
/// <param name="Payload">As it came; at most 256 KiB.</param>
/// <param name="ContentType">What the sender says that it is.</param>
/// <param name="Retained">It is kept by the broker: it was sent before the pole subscribed.</param>
internal sealed record DownlinkMessage(string[] Below, ReadOnlyMemory<byte> Payload, string? ContentType, bool Retained);
