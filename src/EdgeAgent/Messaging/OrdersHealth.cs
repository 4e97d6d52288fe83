using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>How the live search orders stand.</summary>
internal sealed record OrdersHealth(
    [Description("Of the set of orders in force.")] [Range(0, double.MaxValue)] long Version,
    [Description("How many are looked for.")] [Range(0, double.MaxValue)] int InForce,
    [Description("How many of the last set are not; why stands among the faults.")] [Range(0, double.MaxValue)] int Refused);
