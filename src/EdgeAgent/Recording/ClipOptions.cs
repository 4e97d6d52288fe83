using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Recording;

/// <summary>How much of the picture around the start of an event goes into its clip.</summary>
internal sealed record ClipOptions
{
    [Description("Length of the clip before the start of the event. It begins at the keyframe before that.")]
    [Range(0, 60.0)]
    public double PreSeconds { get; init; } = 5;

    [Description("Length of the clip after the start of the event.")]
    [Range(0, 60.0)]
    public double PostSeconds { get; init; } = 5;

    [Description("Most memory that the packets kept for clips may take, for each camera.")]
    [Range(1_048_576, 1_073_741_824)]
    public int RingMaximumBytes { get; init; } = 67_108_864;
}
