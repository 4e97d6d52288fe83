using System.ComponentModel;

namespace EdgeAgent.Messaging;

/// <summary>An order that is not in force.</summary>
internal sealed record OrderRefusedMessage(
    [Description("Its id, or its place in the set where it has none.")] string Order,
    [Description("Why.")] FaultHealth Problem);
