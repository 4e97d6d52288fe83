using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace EdgeAgent.Rules;

/// <summary>A rule about objects of some classes.</summary>
internal abstract record ObjectRuleOptions(string Type, ImmutableArray<string> UsualClasses) : RuleOptions(Type)
{
    /// <summary>Of which a model need not have all.</summary>
    [JsonIgnore]
    public ImmutableArray<string> UsualClasses { get; } = UsualClasses;

    [Description("Classes that count, by the labels of the model.")]
    [MinLength(1)]
    public ImmutableArray<string> Classes { get; init; } = UsualClasses;

    public override void Check(RuleCheck check) => check.Classes(Classes, UsualClasses);
}
