using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Prowling;

[Description("Fires when one person stops at several parked vehicles.")]
internal sealed record VehicleProwlingOptions() : ObjectRuleOptions(EventTypes.VehicleProwling, ClassGroups.Persons)
{
    [Description("Id of the zone that the person's foot point must be in. Absent: the whole picture.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public string? Zone { get; init; }

    [Description("Classes that are vehicles, by the labels of the model.")]
    [MinLength(1)]
    public ImmutableArray<string> VehicleClasses { get; init; } = ClassGroups.Vehicles;

    [Description("Parked vehicles that one person stops at before it fires.")]
    [Range(2, 100)]
    public int Vehicles { get; init; } = 3;

    [Description("Seconds within which that must be.")]
    [Range(10.0, 86400.0)]
    public double WithinSeconds { get; init; } = 300;

    [Description("Seconds at a vehicle without walking on that are a stop.")]
    [Range(0.5, 3600.0)]
    public double StopSeconds { get; init; } = 2;

    [Description("A foot point that moves by more than this has walked on, in heights of the person.")]
    [Range(0.05, 5.0)]
    public double StopHeights { get; init; } = 0.5;

    [Description("How far from a vehicle's box somebody is still at it, in widths of the person.")]
    [Range(0.0, 5.0)]
    public double ReachWidths { get; init; } = 0.25;

    [Description("Seconds standing before a vehicle is parked.")]
    [Range(2.0, 3600.0)]
    public double ParkedSeconds { get; init; } = 10;

    [Description("Minutes for which a parked vehicle that is hidden is remembered.")]
    [Range(0.0, 1440.0)]
    public double MemoryMinutes { get; init; } = 10;

    [Description("Seconds that the person is out of sight before it ends.")]
    [Range(0.5, 60.0)]
    public double LostSeconds { get; init; } = 5;

    [JsonIgnore]
    public override double MemorySeconds => LostSeconds;

    public override void Check(RuleCheck check)
    {
        if (Zone is not null)
        {
            check.Zone(Zone);
        }

        base.Check(check);
        check.Classes(VehicleClasses, ClassGroups.Vehicles, "vehicleClasses");
    }

    public override IRule Build(RuleContext context) => new ProwlingRule(this, context);
}
