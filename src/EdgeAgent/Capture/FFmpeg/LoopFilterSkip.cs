namespace EdgeAgent.Capture.FFmpeg;

/// <summary>On which pictures the software decoder leaves out the deblocking filter.</summary>
internal enum LoopFilterSkip
{
    None,

    /// <summary>Pictures that no other leans on: nothing drifts.</summary>
    NonReference,

    /// <summary>All but keyframes: pictures drift until the next keyframe.</summary>
    NonKeyframes,

    /// <summary>All: pictures drift, and keyframes show blocks.</summary>
    All,
}
