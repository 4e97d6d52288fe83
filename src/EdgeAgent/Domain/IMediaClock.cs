namespace EdgeAgent.Domain;

/// <summary>The one mapping from media time to UTC.</summary>
internal interface IMediaClock
{
    /// <summary>Which boot the media times belong to.</summary>
    Guid BootId { get; }

    MediaTime Now { get; }

    /// <summary>UTC of a media time, and whether the wall clock was synchronised when that was said.</summary>
    UtcTime ToUtc(MediaTime time);
}
