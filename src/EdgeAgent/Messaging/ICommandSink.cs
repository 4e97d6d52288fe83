using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>Takes commands, desired states and acknowledgements: everything that the center says to the pole but the transfer of clips.</summary>
internal interface ICommandSink
{
    /// <summary>What is subscribed to below the pole's topic, such as <c>cmd/+</c>; at QoS 1.</summary>
    ImmutableArray<string> Filters { get; }

    /// <summary>Takes one message; called in the order in which they came, by one caller at a time. It returns at once and throws for no message.</summary>
    void Receive(DownlinkMessage message);
}
