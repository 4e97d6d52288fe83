using System.ComponentModel;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Hazards;

[Description("Fires when flame or smoke is seen for a while. Needs a model with such classes.")]
internal sealed record FireSmokeOptions() : HazardOptions(EventTypes.FireSmoke, ["fire", "smoke"]);
