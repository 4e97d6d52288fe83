using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Holds;

namespace EdgeAgent.Recording;

/// <summary>Cuts what a camera recorded between two wall-clock times out of the segments on disk, also beside the agent that writes them.</summary>
internal sealed class RangeCutter(SegmentSearch search, TimeProvider time)
{
    // A fragment more than the longest that may be set, and what the disk and the index take.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Waits for a range that is still being recorded until its end is on disk, but not for ever.</summary>
    /// <param name="camera">Whose recording.</param>
    /// <param name="request">Its times are those of <see cref="SegmentClock.Of"/>; the end must not lie in the future.</param>
    /// <param name="progress">Told how far the cut is, by time.</param>
    /// <param name="cancellationToken">Gives up; no file stays.</param>
    /// <exception cref="RecordingException"><c>clip/no-pictures</c> with what there is, <c>clip/failed</c>, <c>disk/*</c>.</exception>
    public async Task<RecordedClip> CutAsync(
        CameraId camera, ClipRequest request, Action<DateTimeOffset>? progress, CancellationToken cancellationToken)
    {
        var (from, to) = (SegmentClock.ToUtc(request.Start), SegmentClock.ToUtc(request.End));
        var packets = RecordedPackets.Of(search, camera, from, to);
        using var cut = new ClipCut(request);
        try
        {
            while (!TakeAll(packets, cut, progress, cancellationToken) && IsStillRecorded(camera, to))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }

            if (!cut.TryComplete())
            {
                throw RecordingProblems.NothingRecorded(camera, from, to, search(camera, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
            }
        }
        catch (Exception fault) when (fault is FFmpegException or IOException or UnauthorizedAccessException)
        {
            throw RecordingProblems.FromWrite(request.Path, fault);
        }

        var synchronised = cut.Parts.All(part => part.StartUtc is { Synchronised: true });
        return new RecordedClip(
            cut.Start,
            cut.End,
            cut.Gaps.All(gap => gap.IsEmpty),
            [.. cut.Parts],
            [.. cut.Gaps.Select(gap => new ClipGap(Utc(gap.From), Utc(gap.To), gap.Reason))]);

        UtcTime Utc(MediaTime at) => new(SegmentClock.ToUtc(at), synchronised);
    }

    /// <returns>True where the clip has its end.</returns>
    private static bool TakeAll(RecordedPackets packets, ClipCut cut, Action<DateTimeOffset>? progress, CancellationToken cancellationToken)
    {
        foreach (var packet in packets.ReadMore())
        {
            using (packet)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!cut.Take(packet))
                {
                    return true;
                }

                progress?.Invoke(SegmentClock.ToUtc(packet.Time));
            }
        }

        return false;
    }

    /// <summary>The latest segment is open, and may yet reach the end.</summary>
    private bool IsStillRecorded(CameraId camera, DateTimeOffset to)
    {
        var now = time.GetUtcNow();
        return now < to + Late && search(camera, to - Late, now + Late) is [.., { IsSealed: false }];
    }
}
