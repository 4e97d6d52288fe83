using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parking;

[Description("Fires when a vehicle stands in the zone.")]
internal sealed record IllegalParkingOptions : ZoneRuleOptions
{
    public IllegalParkingOptions()
        : base(EventTypes.IllegalParking, ClassGroups.Vehicles) => Severity = Severity.Notice;

    [Description("Seconds standing before it fires.")]
    [Range(2.0, 86400.0)]
    public double MinimumSeconds { get; init; } = 60;

    [Description("Overlap (intersection over union) with the box where it stopped, below which a vehicle has moved. 0.6 is about a quarter of its length.")]
    [Range(0.2, 0.95)]
    public double MinimumOverlap { get; init; } = 0.6;

    [Description("Seconds out of sight before it ends; a shorter time counts as standing.")]
    [Range(0.5, 3600.0)]
    public double LostSeconds { get; init; } = 30;

    [Description("Minutes for which a vehicle that is out of sight is known again by its place and class, and not told twice.")]
    [Range(0.0, 1440.0)]
    public double MemoryMinutes { get; init; } = 10;

    [JsonIgnore]
    public override double WaitSeconds => MinimumSeconds;

    public override IRule Build(RuleContext context) => new ParkingRule(this, context);
}
