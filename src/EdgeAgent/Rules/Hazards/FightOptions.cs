using System.ComponentModel;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Hazards;

[Description("Fires when persons in violent contact are seen for a while. Needs a model with such a class.")]
internal sealed record FightOptions() : HazardOptions(EventTypes.Fight, ["fight", "violence"]);
