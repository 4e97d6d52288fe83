using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>clip</c>.</summary>
internal sealed record ClipParams
{
    [Description("Id of the camera.")]
    [RegularExpression(Shape.Name)]
    public required string Camera { get; init; }

    [Description("Begin of the clip: date, time and offset, such as `2026-11-26T18:00:00+09:00`.")]
    public required string From { get; init; }

    [Description("Its end, in the same form: at most 10 minutes later, and past.")]
    public required string To { get; init; }
}
