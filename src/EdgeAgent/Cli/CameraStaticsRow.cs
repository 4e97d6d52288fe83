using System.Collections.Immutable;
using EdgeAgent.Pipeline.Statics;

namespace EdgeAgent.Cli;

/// <summary>One static detection as it is listed.</summary>
/// <param name="Camera">Whose.</param>
/// <param name="Id">By which it is forgotten.</param>
/// <param name="Label">What the detector takes it for.</param>
/// <param name="Box">x, y, width, height, 0–1.</param>
/// <param name="LearnedAt">Absent where the clock was not set then.</param>
/// <param name="Suppressed">Detections that were dropped for it.</param>
/// <param name="UnseenSeconds">Since it was last seen, of the time in which the detector saw anything.</param>
/// <param name="Picture">What it looked like when it was learned; absent where there is none.</param>
internal sealed record CameraStaticsRow(
    string Camera, int Id, string Label, ImmutableArray<float> Box, DateTimeOffset? LearnedAt, long Suppressed, double UnseenSeconds, string? Picture)
{
    public static CameraStaticsRow Of(StaticsBook book, StaticEntry entry) => new(
        book.Camera.Value,
        entry.Id,
        entry.Label,
        [.. entry.Box.Select(part => MathF.Round(part, 4))],
        entry.LearnedAt,
        entry.Suppressed,
        entry.UnseenSeconds,
        File.Exists(book.PicturePath(entry.Id)) ? book.PicturePath(entry.Id) : null);
}
