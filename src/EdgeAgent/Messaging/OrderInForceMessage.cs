using System.ComponentModel;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>An order that is looked for. What it describes is not told.</summary>
internal sealed record OrderInForceMessage(
    [Description("Its id.")] string Order,
    [Description("Number of the case.")] [Personal(PersonalPurpose.Accountability, PersonalRetention.Audit)] string Case,
    [Description("When it ends.")] DateTimeOffset Until);
