using EdgeAgent.Recording.Index;

namespace EdgeAgent.Cli.Recordings;

/// <summary>One range as programs read it.</summary>
/// <param name="MediaStartNanoseconds">On the media clock of its boot.</param>
/// <param name="GapSeconds">Since the range before; absent where nobody knows.</param>
/// <param name="Clock"><c>synced</c> or <c>unsynced</c>.</param>
/// <param name="Open">It is being written.</param>
internal sealed record RangeAnswer(
    string Camera,
    DateTimeOffset Start,
    DateTimeOffset End,
    double DurationSeconds,
    double? GapSeconds,
    string Clock,
    Guid BootId,
    long MediaStartNanoseconds,
    long MediaEndNanoseconds,
    string Codec,
    int Width,
    int Height,
    long SizeBytes,
    int Segments,
    bool Open)
{
    public static RangeAnswer Of(RecordedRange range) => new(
        range.Camera.Value,
        range.First.StartUtc.Value,
        range.EndUtc,
        Math.Round(range.Duration.TotalSeconds, 3),
        range.Gap is { } gap ? Math.Round(gap.TotalSeconds, 3) : null,
        range.First.StartUtc.Synchronised ? "synced" : "unsynced",
        range.First.BootId,
        range.First.Start.Nanoseconds,
        range.Last.End.Nanoseconds,
        range.First.Codec,
        range.First.Width,
        range.First.Height,
        range.SizeBytes,
        range.Segments.Count,
        !range.Last.IsSealed);
}
