using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>A rule as the user wrote it; <c>type</c> says which one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IntrusionOptions), IntrusionOptions.TypeName)]
internal abstract record RuleOptions
{
    /// <summary>The event type that it raises, the same as the JSON member <c>type</c>.</summary>
    [JsonIgnore]
    public abstract string Type { get; }

    [Description("Name that events carry; unique on its camera.")]
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Id { get; init; } = "";

    [Description("Id of the zone that it watches.")]
    [Required]
    public string Zone { get; init; } = "";

    [Description("Labels of the model that it concerns.")]
    [MinLength(1)]
    public IReadOnlyList<string> Classes { get; init; } = ["person"];

    [Description("How urgent its events are.")]
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Only for options that <see cref="RuleEngine.Check"/> finds nothing wrong with.</summary>
    public abstract IRule Build(Zone zone, IReadOnlySet<int> classIds, Occurrences occurrences);
}
