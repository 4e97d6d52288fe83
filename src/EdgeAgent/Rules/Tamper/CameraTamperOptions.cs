using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Tamper;

[Description("Fires when the camera no longer shows what it always shows: covered, out of focus, turned away, too dark, or a picture that stands still.")]
internal sealed record CameraTamperOptions() : RuleOptions(EventTypes.CameraTamper)
{
    [JsonIgnore]
    public override bool NeedsScene => true;

    [Description("What counts.")]
    [MinLength(1)]
    public ImmutableArray<TamperKind> Kinds { get; init; } = [.. Enum.GetValues<TamperKind>()];

    [Description("Seconds for which it must last before it fires, but for a picture that stands still.")]
    [Range(1.0, 3600.0)]
    public double MinimumSeconds { get; init; } = 8;

    [Description("Seconds for which a picture must be the same, noise and all, before it fires.")]
    [Range(2.0, 3600.0)]
    public double FrozenSeconds { get; init; } = 15;

    [Description("Seconds of the usual view before it ends.")]
    [Range(0.5, 3600.0)]
    public double ClearSeconds { get; init; } = 3;

    [Description("Minutes after which a camera that was turned has a new usual view; the event then ends.")]
    [Range(1.0, 10080.0)]
    public double LearnMinutes { get; init; } = 60;

    public override void Check(RuleCheck check)
    {
        // Its annotations say all.
    }

    public override IRule Build(RuleContext context)
    {
        // The rule takes the new view as the usual one, and ends; the scene by itself only where the rule does not.
        context.Scene.NewViewSeconds = Math.Max(context.Scene.NewViewSeconds, (LearnMinutes + 1) * 60);
        return new CameraTamperRule(this, context);
    }
}
