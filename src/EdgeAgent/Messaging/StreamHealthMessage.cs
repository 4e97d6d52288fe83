using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>One stream of a camera, as measured.</summary>
internal sealed record StreamHealthMessage
{
    [Description("`connecting`; `live`: pictures come; `stalled`: connected, and nothing comes; `undecodable`: what comes is no picture; `unauthorized`: the camera refuses user or password; `gone`.")]
    public required string State { get; init; }

    [Description("Since when it is so.")]
    public required DateTimeOffset Since { get; init; }

    [Description("Of the fault that keeps it away, such as `camera/unauthorized`.")]
    public string? Code { get; init; }

    [Description("FFmpeg's name of the decoder that is in use.")]
    public string? Decoder { get; init; }

    [Description("Why it is not the hardware decoder that was to be used.")]
    public string? DecoderReason { get; init; }

    [Description("Connections since the agent started, but for the first.")]
    [Range(0, double.MaxValue)]
    public required long Reconnects { get; init; }

    [Description("How often the connection stood and nothing came.")]
    [Range(0, double.MaxValue)]
    public required long Stalls { get; init; }

    [Description("Packets of video that came.")]
    [Range(0, double.MaxValue)]
    public required long Packets { get; init; }

    [Description("Packets that the decoder refused.")]
    [Range(0, double.MaxValue)]
    public required long DecodeErrors { get; init; }

    [Description("Pictures that the decoder calls damaged.")]
    [Range(0, double.MaxValue)]
    public required long DamagedPictures { get; init; }

    [Description("Passed over undecoded or unanalysed, because newer ones were waiting.")]
    [Range(0, double.MaxValue)]
    public required long FramesSkipped { get; init; }

    [Description("How often codec or picture size changed.")]
    [Range(0, double.MaxValue)]
    public required long FormatChanges { get; init; }

    [Description("How often the stream's time jumped.")]
    [Range(0, double.MaxValue)]
    public required long ClockJumps { get; init; }

    [Description("Pictures that the camera sent late.")]
    [Range(0, double.MaxValue)]
    public required long LateByCamera { get; init; }

    [Description("Pictures that this device read late.")]
    [Range(0, double.MaxValue)]
    public required long LateByDevice { get; init; }

    [Description("Packets of video per second since the last health message; the camera's own claim is not asked.")]
    public required double FramesPerSecond { get; init; }

    [Description("Since the last health message.")]
    public required double BitsPerSecond { get; init; }

    [Description("How far what is read is behind what waits to be read.")]
    public required double LagSeconds { get; init; }

    [Description("By how much the camera's clock is ahead of the pole's; absent where the camera does not tell.")]
    public double? CameraClockOffsetSeconds { get; init; }
}
