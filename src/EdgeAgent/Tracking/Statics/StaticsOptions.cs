using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Tracking.Statics;

/// <summary>How a camera learns what its detector sees wrongly, at the same place for ever. The README says why these are the defaults.</summary>
internal sealed record StaticsOptions
{
    [Description("Learn such places. What was learned before is dropped all the same, until it is forgotten.")]
    public bool Learn { get; init; } = true;

    [Description("Minutes that a detection stays at its place before it is learned, where it was not seen to arrive; more where a rule of the camera waits for longer.")]
    [Range(2.0, 1440.0)]
    public double Minutes { get; init; } = 10;

    [Description("Minutes for what arrived while the camera watched: somebody who sat down, a bag that was put down.")]
    [Range(10.0, 10080.0)]
    public double ArrivedMinutes { get; init; } = 240;

    [Description("Hours that it is not seen, while the detector sees other things, before it is forgotten by itself.")]
    [Range(1.0, 8760.0)]
    public double ForgetHours { get; init; } = 24;

    [Description("Classes that are never learned, as vehicles do stand still.")]
    [MaxLength(64)]
    public ImmutableArray<string> NeverClasses { get; init; } = ["car", "truck", "bus", "motorcycle", "bicycle", "train", "boat", "airplane"];

    [Description("Classes of things that somebody may leave, and of what breaks out: only those that were there when the camera started have not arrived.")]
    [MaxLength(64)]
    public ImmutableArray<string> ThingClasses { get; init; } = ["backpack", "umbrella", "handbag", "suitcase", "sports ball", "skateboard", "bottle", "fire", "smoke", "fight", "violence"];
}
