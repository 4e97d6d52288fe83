using EdgeAgent.Domain;

namespace EdgeAgent.Diagnostics;

/// <summary>The clock of a recorded video: media time 0 is its first picture. Nothing moves it, since all that happens in a file carries its own time.</summary>
/// <param name="start">Of the video.</param>
/// <param name="isTold">Somebody said so; false where it was only assumed, which is nothing to keep hours by.</param>
internal sealed class FileMediaClock(DateTimeOffset start, bool isTold = true) : IMediaClock
{
    /// <summary>Recorded video belongs to no boot of this device.</summary>
    public Guid BootId => Guid.Empty;

    public MediaTime Now => default;

    /// <summary>Never called synchronised: nobody knows how the recorder's clock was set.</summary>
    public UtcTime ToUtc(MediaTime time) => new(start + (time - default(MediaTime)), Synchronised: false);

    public DateTimeOffset? KnownUtc(MediaTime time) => isTold ? ToUtc(time).Value : null;
}
