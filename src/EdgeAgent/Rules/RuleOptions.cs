using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Tamper;
using EdgeAgent.Rules.Things;

namespace EdgeAgent.Rules;

/// <summary>One rule of one camera, as the user wrote it. Its type says what makes it fire.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IntrusionOptions), EventTypes.Intrusion)]
[JsonDerivedType(typeof(AbandonedObjectOptions), EventTypes.AbandonedObject)]
[JsonDerivedType(typeof(CameraTamperOptions), EventTypes.CameraTamper)]
[JsonDerivedType(typeof(RemovedObjectOptions), EventTypes.RemovedObject)]
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

    /// <summary>Says what is wrong with it beyond what its annotations say.</summary>
    public abstract void Check(RuleCheck check);

    /// <summary>Only for options that <see cref="RuleEngine.Check"/> finds nothing wrong with.</summary>
    public abstract IRule Build(RuleContext context);
}
