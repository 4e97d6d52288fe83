using System.ComponentModel;

namespace EdgeAgent.Domain;

/// <summary>How far one attribute speaks for a resemblance.</summary>
internal sealed record AttributeMatch(
    [Description("What was described, such as `tops`.")] string Attribute,
    [Description("Natural logarithm: above 0 speaks for, below 0 against, 0 where it is unknown.")] float LogLikelihoodRatio,
    [Description("What was seen, in words.")] [Personal(PersonalPurpose.Search, PersonalRetention.Events)] string Seen);
