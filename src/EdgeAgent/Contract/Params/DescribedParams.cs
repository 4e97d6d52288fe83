using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace EdgeAgent.Contract.Params;

/// <summary>What is said of somebody or something that is looked for, in words.</summary>
internal abstract record DescribedParams
{
    [Description("What is looked for, such as `person`, which it is where nothing is said, or `car`.")]
    public JsonElement? Kind { get; init; }

    [Description("A color, or a list of colors: what the upper body wears.")]
    public JsonElement? Top { get; init; }

    [Description("A color, or a list of colors: what the legs wear.")]
    public JsonElement? Bottom { get; init; }

    [Description("A color, or a list of colors, of a vehicle.")]
    public JsonElement? Color { get; init; }

    [Description("`child` or `adult`.")]
    public JsonElement? Age { get; init; }

    [Description("True for nobody beside; false for somebody in company.")]
    public bool? Alone { get; init; }

    [Description("What is carried or led along, such as `bag`.")]
    public JsonElement? With { get; init; }

    [Description("Which way, such as `north`.")]
    public JsonElement? Heading { get; init; }

    [Description("How well somebody must fit to be told of: above 0 and up to 1.")]
    [Range(0.0, 1.0)]
    public double? LeastScore { get; init; }
}
