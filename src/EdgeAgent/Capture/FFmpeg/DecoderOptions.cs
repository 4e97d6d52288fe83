namespace EdgeAgent.Capture.FFmpeg;

/// <summary>How a stream is to be decoded.</summary>
internal sealed record DecoderOptions
{
    /// <summary>What the hardware decodes where there is one that works, software otherwise.</summary>
    public const string Automatic = "auto";

    public const string Software = "software";

    /// <summary><see cref="Automatic"/>, <see cref="Software"/>, <c>vaapi</c>, or the name of one of FFmpeg's decoders.</summary>
    public string Decoder { get; init; } = Software;

    /// <summary>1 decodes without delay; each one more holds back one picture.</summary>
    public int Threads { get; init; } = 1;

    public LoopFilterSkip SkipLoopFilter { get; init; }

    /// <summary>What hardware there is, and what of it has failed.</summary>
    public DecoderCatalog Catalog { get; init; } = DecoderCatalog.System;
}
