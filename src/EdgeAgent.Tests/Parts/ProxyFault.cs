namespace EdgeAgent.Parts;

/// <summary>What a <see cref="FaultyProxy"/> does on purpose.</summary>
internal enum ProxyFault
{
    /// <summary>As if it were not there.</summary>
    None,

    /// <summary>Nobody listens; what is connected ends.</summary>
    Refuse,

    /// <summary>Accepts and says nothing; what is connected falls silent.</summary>
    HalfOpen,

    /// <summary>Answers with random bytes instead of RTSP.</summary>
    Garbage,

    /// <summary>Puts random bytes between the frames of a stream.</summary>
    GarbageBetweenFrames,

    /// <summary>Answers with a header that never ends.</summary>
    EndlessHeader,

    /// <summary>Half of a frame in the middle of an H.264 picture, then nothing.</summary>
    StallInMidFrame,

    /// <summary>Half of a frame in the middle of an H.264 picture, then RST.</summary>
    ResetInMidFrame,

    /// <summary>Half of a frame in the middle of an H.264 picture, then FIN.</summary>
    CloseInMidFrame,
}
