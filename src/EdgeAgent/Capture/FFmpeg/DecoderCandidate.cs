namespace EdgeAgent.Capture.FFmpeg;

/// <summary>A hardware decoder that may be there.</summary>
/// <param name="Name">How a person and the log call it.</param>
/// <param name="Codec">Of the streams that it decodes: FFmpeg's name of the codec.</param>
/// <param name="CodecName">FFmpeg's name of the decoder; null for FFmpeg's own, which the hardware helps.</param>
/// <param name="Nodes">Where one of these is in /dev, there may be such hardware; a star stands for any ending. Empty: only opening it can tell.</param>
internal sealed record DecoderCandidate(string Name, string Codec, string? CodecName, IReadOnlyList<string> Nodes)
{
    public bool IsVaapi => CodecName is null;
}
