namespace EdgeAgent.Capture.FFmpeg;

/// <summary>What decodes a stream.</summary>
/// <param name="Name">FFmpeg's name, such as <c>h264</c> or <c>h264_v4l2m2m</c>; <c>h264 (vaapi)</c> where the hardware helps FFmpeg's own.</param>
/// <param name="IsHardware">The pictures come out of a hardware decoder.</param>
/// <param name="Fallbacks">How often this stream has fallen back to software while it ran.</param>
/// <param name="Reason">Why it is not the hardware decoder that was to be used; absent where it is, or where none was to be.</param>
internal sealed record DecoderChoice(string Name, bool IsHardware, int Fallbacks = 0, string? Reason = null)
{
    /// <summary>In one line, for a technician.</summary>
    public override string ToString() =>
        $"decoded by {Name}{(IsHardware ? " (hardware)" : "")}{(Reason is null ? "" : $", since {Reason}")}";
}
