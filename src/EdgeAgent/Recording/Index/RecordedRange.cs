using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording.Index;

/// <summary>Segments that follow each other without a break: one connection, one codec, one size.</summary>
/// <param name="Gap">Since the range of this camera before; null for its first, or where the wall clock does not say.</param>
internal sealed record RecordedRange(CameraId Camera, IReadOnlyList<Segment> Segments, TimeSpan? Gap)
{
    // Pictures shown out of order, and a packet that came late.
    private static readonly TimeSpan SmallestGap = TimeSpan.FromSeconds(1);

    public Segment First => Segments[0];

    public Segment Last => Segments[^1];

    public TimeSpan Duration => Last.End - First.Start;

    public DateTimeOffset EndUtc => Last.EndUtc;

    public long SizeBytes => Segments.Sum(segment => segment.SizeBytes);

    /// <summary>In the order of the segments, camera by camera.</summary>
    public static IReadOnlyList<RecordedRange> Join(IEnumerable<Segment> segments) =>
        [.. segments.GroupBy(segment => segment.Camera).OrderBy(camera => camera.Key.Value, StringComparer.Ordinal).SelectMany(camera => Join(camera.Key, camera))];

    private static IEnumerable<RecordedRange> Join(CameraId camera, IEnumerable<Segment> segments)
    {
        var run = new List<Segment>();
        Segment? before = null;
        foreach (var segment in segments)
        {
            if (run.Count > 0 && !Follows(run[^1], segment))
            {
                yield return new RecordedRange(camera, run, GapOf(before, run[0]));
                before = run[^1];
                run = [];
            }

            run.Add(segment);
        }

        if (run.Count > 0)
        {
            yield return new RecordedRange(camera, run, GapOf(before, run[0]));
        }
    }

    private static bool Follows(Segment one, Segment next) =>
        one.Connection == next.Connection && (one.Codec, one.Width, one.Height) == (next.Codec, next.Width, next.Height)
        && (next.Start - one.End).Duration() <= SmallestGap;

    private static TimeSpan? GapOf(Segment? before, Segment next) =>
        before is null ? null
        : before.BootId == next.BootId ? next.Start - before.End
        : before.StartUtc.Synchronised && next.StartUtc.Synchronised ? next.StartUtc.Value - before.EndUtc : null;
}
