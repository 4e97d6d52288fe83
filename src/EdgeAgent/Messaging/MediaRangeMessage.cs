using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>A place in the recording.</summary>
internal sealed record MediaRangeMessage(Guid BootId, long StartNanoseconds, long EndNanoseconds)
{
    public static MediaRangeMessage From(MediaRange source) => new(source.BootId, source.Start.Nanoseconds, source.End.Nanoseconds);
}
