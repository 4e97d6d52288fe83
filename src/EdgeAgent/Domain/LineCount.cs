using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Domain;

/// <summary>How many objects of a class crossed a line one way.</summary>
internal sealed record LineCount(
    [Description("Label of the model, such as `car`.")] string ObjectClass,
    [Description("Which way, as seen by who looks from the line's start to its end.")] LineDirection Direction,
    [Description("How many.")] [Range(0, double.MaxValue)] int Count);
