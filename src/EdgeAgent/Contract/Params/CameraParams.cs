using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract.Params;

/// <summary>Of <c>snapshot</c> and <c>restart-camera</c>.</summary>
internal sealed record CameraParams
{
    [Description("Id of the camera.")]
    [RegularExpression(Shape.Name)]
    public required string Camera { get; init; }
}
