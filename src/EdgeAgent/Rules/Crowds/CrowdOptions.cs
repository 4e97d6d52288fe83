using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Crowds;

[Description("Fires when there are too many persons in the zone.")]
internal sealed record CrowdOptions() : ZoneRuleOptions(EventTypes.Crowd, ClassGroups.Persons)
{
    [Description("More persons than this are a crowd.")]
    [Range(1, 1000)]
    public int Persons { get; init; } = 20;

    [Description("So are more than this for each hundredth of the picture that the zone covers, wherever that is fewer. Far and near are not told apart.")]
    [Range(0.01, 1000.0)]
    public double? PersonsPerHundredth { get; init; }

    [Description("Seconds of too many before it fires.")]
    [Range(0.0, 3600.0)]
    public double Seconds { get; init; } = 5;

    [Description("It ends at this share of the number, so that one who comes and goes does not end and start it.")]
    [Range(0.0, 1.0)]
    public double ClearShare { get; init; } = 0.8;

    [Description("Seconds at that share or below before it ends.")]
    [Range(0.0, 3600.0)]
    public double ClearSeconds { get; init; } = 10;

    [Description("Seconds for which somebody who is out of sight still counts, since people hide each other.")]
    [Range(0.1, 60.0)]
    public double LostSeconds { get; init; } = 2;

    [JsonIgnore]
    public override double MemorySeconds => LostSeconds;

    [JsonIgnore]
    public override double WaitSeconds => Seconds;

    public override IRule Build(RuleContext context) => new CrowdRule(this, context);
}
