using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Crowds;
using EdgeAgent.Rules.Hazards;
using EdgeAgent.Rules.Parking;
using EdgeAgent.Rules.Postures;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Prowling;
using EdgeAgent.Rules.Schedule;
using EdgeAgent.Rules.Tamper;
using EdgeAgent.Rules.Things;
using EdgeAgent.Rules.Traffic;

namespace EdgeAgent.Rules;

/// <summary>One rule of one camera, as the user wrote it. Its type says what makes it fire.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AbandonedObjectOptions), EventTypes.AbandonedObject)]
[JsonDerivedType(typeof(CameraTamperOptions), EventTypes.CameraTamper)]
[JsonDerivedType(typeof(CrowdOptions), EventTypes.Crowd)]
[JsonDerivedType(typeof(FightOptions), EventTypes.Fight)]
[JsonDerivedType(typeof(FireSmokeOptions), EventTypes.FireSmoke)]
[JsonDerivedType(typeof(IllegalParkingOptions), EventTypes.IllegalParking)]
[JsonDerivedType(typeof(IntrusionOptions), EventTypes.Intrusion)]
[JsonDerivedType(typeof(LoiteringOptions), EventTypes.Loitering)]
[JsonDerivedType(typeof(PersonDownOptions), EventTypes.PersonDown)]
[JsonDerivedType(typeof(RemovedObjectOptions), EventTypes.RemovedObject)]
[JsonDerivedType(typeof(TrafficCountOptions), EventTypes.TrafficCount)]
[JsonDerivedType(typeof(VehicleProwlingOptions), EventTypes.VehicleProwling)]
[JsonDerivedType(typeof(WrongWayOptions), EventTypes.WrongWay)]
internal abstract record RuleOptions(string Type)
{
    /// <summary>The event type that it raises, the same as the JSON member <c>type</c>.</summary>
    [JsonIgnore]
    public string Type { get; } = Type;

    /// <summary>Whether it looks at the picture itself, not only at tracks.</summary>
    [JsonIgnore]
    public virtual bool NeedsScene => false;

    [Description("Name of the rule, unique on its camera; every event names the rule that raised it.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Id { get; init; }

    [Description("Severity of the events that it raises.")]
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>It asks how persons hold themselves.</summary>
    [JsonIgnore]
    public virtual bool NeedsPostures => false;

    /// <summary>For so long what it is about may stay where it is before it fires.</summary>
    [JsonIgnore]
    public virtual double WaitSeconds => 0;

    /// <summary>For so long it wants to know somebody again who is out of sight.</summary>
    [JsonIgnore]
    public virtual double MemorySeconds => 0;

    [Description("Hours in which it is armed. Absent: always.")]
    [MaxLength(32)]
    public ImmutableArray<ScheduleOptions> Schedule { get; init; } = [];

    [Description("How many events of this rule may start in any hour; further ones are told as a number in an update of the last. Critical ones are never held back. Absent: 10, and no limit for what is only counted.")]
    [Range(1, 1000)]
    public int? AlertsPerHour { get; init; }

    /// <summary>What <see cref="AlertsPerHour"/> is where it is absent; 0 for no limit.</summary>
    [JsonIgnore]
    public virtual int UsualAlertsPerHour => Severity == Severity.Info ? 0 : 10;

    /// <summary>Says what is wrong with it beyond what its annotations say.</summary>
    public abstract void Check(RuleCheck check);

    /// <summary>Only for options that <see cref="RuleEngine.Check"/> finds nothing wrong with.</summary>
    public abstract IRule Build(RuleContext context);
}
