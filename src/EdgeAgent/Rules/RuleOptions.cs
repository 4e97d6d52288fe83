using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One rule of one camera, as the user wrote it. Its type says what makes it fire.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IntrusionOptions), IntrusionOptions.TypeName)]
internal abstract record RuleOptions
{
    /// <summary>The event type that it raises, the same as the JSON member <c>type</c>.</summary>
    [JsonIgnore]
    public abstract string Type { get; }

    [Description("Name of the rule, unique on its camera; every event names the rule that raised it.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Id { get; init; }

    [Description("Id of the zone that it watches.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Zone { get; init; }

    [Description("Classes that count, by the labels of the model.")]
    [MinLength(1)]
    public ImmutableArray<string> Classes { get; init; } = ["person"];

    [Description("Severity of the events that it raises.")]
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Only for options that <see cref="RuleEngine.Check"/> finds nothing wrong with.</summary>
    public abstract IRule Build(Zone zone, IReadOnlySet<int> classIds, Occurrences occurrences);
}
