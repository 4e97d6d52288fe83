using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>A place in the recording.</summary>
internal sealed record MediaRangeMessage(
    [Description("Which boot of the pole the times count from.")] Guid BootId,
    [Description("First picture, on the media clock.")] [Range(0, double.MaxValue)] long StartNanoseconds,
    [Description("Last picture, on the media clock.")] [Range(0, double.MaxValue)] long EndNanoseconds)
{
    public static MediaRangeMessage From(MediaRange source) => new(source.BootId, source.Start.Nanoseconds, source.End.Nanoseconds);
}
