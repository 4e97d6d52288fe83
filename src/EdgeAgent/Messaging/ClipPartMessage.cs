using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>One file of a clip.</summary>
internal sealed record ClipPartMessage
{
    [Description("Its place, from 0: `{part}` in the topic of its blocks.")]
    [Range(0, double.MaxValue)]
    public required int Index { get; init; }

    [Description("Length of the file.")]
    [Range(0, double.MaxValue)]
    public required long SizeBytes { get; init; }

    [Description("SHA-256 of the whole file as it can be played, lower-case hexadecimal.")]
    [RegularExpression(Shape.Sha256)]
    public required string Sha256 { get; init; }

    [Description("FFmpeg's name, such as `h264` or `hevc`.")]
    public required string Codec { get; init; }

    [Description("Of the picture, in pixels.")]
    [Range(0, double.MaxValue)]
    public required int Width { get; init; }

    [Description("Of the picture, in pixels.")]
    [Range(0, double.MaxValue)]
    public required int Height { get; init; }

    [Description("From its first picture to the end of its last.")]
    [Range(0, double.MaxValue)]
    public required double DurationSeconds { get; init; }

    [Description("Length of a block; the last one may be shorter.")]
    [Range(0, double.MaxValue)]
    public required int BlockSizeBytes { get; init; }

    [Description("How many blocks it has.")]
    [Range(0, double.MaxValue)]
    public required int Blocks { get; init; }

    [Description("When its first picture was taken; absent from agents that cut one part only.")]
    public DateTimeOffset? Start { get; init; }

    [Description("End of its last picture.")]
    public DateTimeOffset? End { get; init; }

    [Description("How its blocks are encrypted; absent where they go out as they are.")]
    public ClipEncryptionMessage? Encryption { get; init; }
}
