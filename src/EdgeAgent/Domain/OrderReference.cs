using System.ComponentModel;

namespace EdgeAgent.Domain;

/// <summary>Which order something was found for.</summary>
internal sealed record OrderReference(
    [Description("Of the order.")] string Id,
    [Description("The case that it was given for.")] [Personal(PersonalPurpose.Accountability, PersonalRetention.Events)] string Case);
