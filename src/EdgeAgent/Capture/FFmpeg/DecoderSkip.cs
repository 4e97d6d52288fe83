namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Which pictures a decoder leaves out, to save work.</summary>
internal enum DecoderSkip
{
    None,

    /// <summary>Pictures that no other leans on.</summary>
    NonReference,

    /// <summary>All but keyframes.</summary>
    NonKeyframes,
}
