using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>hold</c>: either a range of a recording, or what is let go of.</summary>
internal sealed record HoldParams
{
    [Description("Id of the camera.")]
    [RegularExpression(Shape.Name)]
    public string? Camera { get; init; }

    [Description("Begin of what is kept: date, time and offset, such as `2026-11-26T18:00:00+09:00`.")]
    public string? From { get; init; }

    [Description("Its end, in the same form.")]
    public string? To { get; init; }

    [Description("When the hold ends by itself, in the same form.")]
    public string? Until { get; init; }

    [Description("The hold that ends now; then nothing else is given.")]
    public Guid? Release { get; init; }
}
