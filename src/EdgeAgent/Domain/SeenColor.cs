using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Domain;

/// <summary>One colour of a garment or vehicle.</summary>
internal sealed record SeenColor(
    [Description("One of twelve, or `unknown` for what could not be told.")] NamedColor Color,
    [Description("0–1; those of one garment are 1 together.")] [Range(0.0, 1.0)] float Score);
