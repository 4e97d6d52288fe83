namespace EdgeAgent.Domain;

/// <summary>Why a clip does not show a stretch of time, or why it goes on in another file.</summary>
internal enum ClipGapReason
{
    /// <summary>The camera was away, and came back.</summary>
    Reconnect,

    /// <summary>The camera changed its codec or its picture size: one file cannot hold both.</summary>
    FormatChanged,

    /// <summary>The connection stood, and nothing came over it.</summary>
    Gap,

    /// <summary>Before the first or after the last picture that there is.</summary>
    NotRecorded,

    /// <summary>The clip has as many parts as a clip may have; there is more to ask for.</summary>
    PartLimit,
}
