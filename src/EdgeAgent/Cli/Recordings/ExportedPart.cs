using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Recordings;

/// <summary>One file that was handed out, as JSON has it.</summary>
/// <param name="File">Its name, beside the manifest.</param>
/// <param name="Start">First picture, which the file shows at 0.</param>
/// <param name="End">End of the last picture.</param>
/// <param name="Clock">Whether the pole's clock was synchronised then: <c>unsynced</c> times may be wrong by any amount.</param>
/// <param name="BootId">Which boot of the pole <paramref name="MediaTimeNanoseconds"/> belongs to.</param>
/// <param name="MediaTimeNanoseconds">The start on the pole's monotonic clock.</param>
/// <param name="DurationSeconds">From the first picture to the end of the last.</param>
/// <param name="Codec">Such as <c>h264</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="SizeBytes">Of the file.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
internal sealed record ExportedPart(
    string File,
    DateTimeOffset Start,
    DateTimeOffset End,
    ClockState Clock,
    Guid BootId,
    long MediaTimeNanoseconds,
    double DurationSeconds,
    string Codec,
    int Width,
    int Height,
    long SizeBytes,
    string Sha256)
{
    public static ExportedPart Of(ClipPart part) => new(
        Path.GetFileName(part.Path),
        part.StartUtc!.Value.Value,
        part.StartUtc.Value.Value + part.Duration,
        part.StartUtc.Value.Synchronised ? ClockState.Synced : ClockState.Unsynced,
        part.BootId!.Value,
        part.Start!.Value.Nanoseconds,
        Math.Round(part.Duration.TotalSeconds, 3),
        part.Codec,
        part.Width,
        part.Height,
        part.SizeBytes,
        part.Sha256);
}
