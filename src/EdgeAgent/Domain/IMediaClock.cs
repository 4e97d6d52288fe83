namespace EdgeAgent.Domain;

/// <summary>The one mapping from media time to UTC.</summary>
internal interface IMediaClock
{
    /// <summary>Which boot the media times belong to.</summary>
    Guid BootId { get; }

    MediaTime Now { get; }

    /// <summary>What <see cref="ToUtc"/> said before no longer holds. Raised by whoever asks it next; never by a clock that nobody can set.</summary>
    event Action<ClockCorrection>? Corrected
    {
        add { }
        remove { }
    }

    /// <summary>UTC of a media time, and whether the wall clock was synchronised when that was said.</summary>
    UtcTime ToUtc(MediaTime time);

    /// <summary>UTC to keep hours by; null while nobody knows it, since the clock was never synchronised.</summary>
    DateTimeOffset? KnownUtc(MediaTime time) => ToUtc(time) is { Synchronised: true } utc ? utc.Value : null;
}
