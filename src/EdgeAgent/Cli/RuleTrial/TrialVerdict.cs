using System.Globalization;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Rules;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>How far a track came with a rule, in words.</summary>
internal static class TrialVerdict
{
    /// <param name="progress">Null for a track that the rule never looked at.</param>
    public static string Of(RuleProgress? progress) => progress switch
    {
        null => "not looked at by this rule",
        { Fired: { } time, IsHeldBack: true } => $"FIRED at {EventWords.Offset(time)}, but was held back: alertsPerHour was used up",
        { Fired: { } time } => $"FIRED at {EventWords.Offset(time)}",
        { Needed: 1, Value: 0 } => $"no: never {progress.Condition}",
        _ => string.Create(CultureInfo.InvariantCulture, $"no: {progress.Condition}: {progress.Value:0.##} of {progress.Needed:0.##} needed"),
    };
}
