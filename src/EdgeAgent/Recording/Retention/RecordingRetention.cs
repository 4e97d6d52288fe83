using EdgeAgent.Domain;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Recording.Index;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording.Retention;

/// <summary>Keeps the recordings of all cameras within their limits, again and again and whenever a recorder meets a full disk.</summary>
internal sealed partial class RecordingRetention(
    RecordingStore store, HoldBook holds, IPinnedRanges pins, RecordingShortage shortage, IMediaClock clock, TimeProvider time,
    ILogger<RecordingRetention> logger, ILogger<SegmentRecovery> recoveryLogger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Half a minute of a common camera.</summary>
    private const long RoomOnDemand = 16L << 20;

    private readonly RetentionLimits _limits = RetentionLimits.From(store.Options);
    private RecordingFacts? _facts;

    /// <summary>As of the last round; null before the first.</summary>
    public RecordingFacts? Facts => Volatile.Read(ref _facts);

    /// <summary>First makes index and files agree, then runs until it is cancelled.</summary>
    /// <exception cref="ProblemException">The index, the holds or the outbox cannot be read: nothing is deleted then.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (recover, demanded) = (true, false);
        while (true)
        {
            if (recover || store.Index.NeedsRebuild)
            {
                new SegmentRecovery(store.Index, store.Disk, recoveryLogger).Run(cancellationToken);
                recover = false;
            }

            RunOnce(demanded);
            demanded = await store.Space.WaitAsync(Pause, time, cancellationToken);
        }
    }

    /// <summary>It could not go on, and is tried again: what was known stays, with this beside it until the next round.</summary>
    public void Failed(Problem problem)
    {
        // Nothing is deleted meanwhile, and recording must not take the room that outbox and events need.
        KeepRoom(store.Disk.FreeBytes(store.Root));
        var facts = Facts ?? new RecordingFacts(0, null, null, null, 0, []);
        Volatile.Write(ref _facts, facts with { Faults = [.. facts.Faults.Where(fault => fault.Code != problem.Code), problem] });
    }

    /// <summary>One round.</summary>
    /// <param name="demanded">A recorder met a full disk: whatever may be left free, that was too little.</param>
    /// <exception cref="ProblemException">As for <see cref="RunAsync"/>.</exception>
    public void RunOnce(bool demanded = false)
    {
        var limits = demanded ? _limits with { MinimumFreeBytes = Math.Max(_limits.MinimumFreeBytes, RoomOnDemand) } : _limits;
        var utc = clock.ToUtc(clock.Now);
        DateTimeOffset? now = utc.Synchronised ? utc.Value : null;
        var (held, problems) = holds.Read();
        held = EndExpired(held, now);
        var pinned = pins.Read();
        var stuck = new HashSet<string>();
        IReadOnlyList<Segment> chosen;
        do
        {
            // A file that cannot be deleted makes no room: others go in its place.
            chosen = RetentionRules.Decide(
                store.Index.Oldest(), limits, store.Index.TotalBytes(), store.Disk.FreeBytes(store.Root), now,
                segment => stuck.Contains(segment.Path) || store.Index.IsOpen(segment.Path) || held.Any(hold => hold.Covers(segment))
                    || pinned.Any(range => Pins(range, segment))).Delete;
            Delete(chosen, stuck);
        }
        while (chosen.Any(segment => stuck.Contains(segment.Path)));

        Report(held, problems, now);
    }

    /// <summary>The media clock decides where both know it: the wall clock may have been set in between.</summary>
    internal static bool Pins(PinnedRange range, Segment segment) => range.Camera == segment.Camera && (range.Media is { } media && media.BootId == segment.BootId
        ? segment.Start < media.End && segment.End > media.Start
        : segment.StartUtc.Value < range.ToUtc && segment.EndUtc > range.FromUtc);

    private List<Hold> EndExpired(IReadOnlyList<Hold> held, DateTimeOffset? now)
    {
        var stays = new List<Hold>();
        foreach (var hold in held)
        {
            if (hold.Until > now || now is null)
            {
                stays.Add(hold);
                continue;
            }

            Log.HoldEnded(logger, hold.Id, hold.Camera, hold.Reason);
            try
            {
                holds.Release(hold.Id);
            }
            catch (RecordingException e)
            {
                // Ended all the same; its file goes next time.
                Log.NotDeleted(logger, e.Message);
            }
        }

        return stays;
    }

    private void Delete(IReadOnlyList<Segment> chosen, HashSet<string> stuck)
    {
        var deleted = 0;
        foreach (var segment in chosen)
        {
            try
            {
                store.Disk.Delete(segment.Path);
                store.Index.Remove(segment.Path);
                deleted++;
                store.Disk.DeleteEmptyDirectory(Path.GetDirectoryName(segment.Path)!);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.NotDeleted(logger, e.Message);
                if (File.Exists(segment.Path))
                {
                    stuck.Add(segment.Path);
                }
            }
        }

        if (deleted > 0)
        {
            Log.Deleted(logger, deleted, chosen[^1].EndUtc);
        }
    }

    private void Report(IReadOnlyList<Hold> held, IReadOnlyList<Problem> problems, DateTimeOffset? now)
    {
        var (used, free) = (store.Index.TotalBytes(), store.Disk.FreeBytes(store.Root));
        var refusal = KeepRoom(free);
        var oldest = store.Index.OldestUtc();
        var days = now - oldest is { } age ? age.TotalDays : (double?)null;
        var predicted = RecordingForecast.Days(_limits, used, free, store.Index.BytesPerSecond());
        var tooShort = store.Options.MinimumDays is { } least && predicted < least && !(days >= least)
            ? RecordingProblems.TooShort(predicted.Value, least)
            : null;
        shortage.Is(tooShort);
        Problem?[] faults =
        [
            refusal,
            used > _limits.MaximumBytes ? RecordingProblems.LimitExceeded(used, _limits.MaximumBytes) : null,
            tooShort,
            store.Index.Fault,
            .. problems,
        ];
        Volatile.Write(ref _facts, new RecordingFacts(
            used, oldest, days, predicted, HoldBook.BytesOf(held, store.Index.Find), [.. faults.OfType<Problem>()]));
    }

    private Problem? KeepRoom(long? free)
    {
        var refusal = free < _limits.MinimumFreeBytes ? RecordingProblems.NothingToDelete(store.Root, free.Value, _limits.MinimumFreeBytes) : null;
        if (refusal?.Code != store.Space.Refusal?.Code)
        {
            Log.Space(logger, refusal?.ToString() ?? "there is room again");
        }

        store.Space.Refuse(refusal);
        return refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(1140, LogLevel.Information, "{Count} recordings deleted, up to {End:O}")]
        public static partial void Deleted(ILogger logger, int count, DateTimeOffset end);

        [LoggerMessage(1141, LogLevel.Warning, "a recording or hold could not be deleted: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string reason);

        [LoggerMessage(1142, LogLevel.Information, "hold {Hold} on {Camera} has ended: {Reason}")]
        public static partial void HoldEnded(ILogger logger, Guid hold, string camera, string reason);

        [LoggerMessage(1143, LogLevel.Warning, "recordings: {What}")]
        public static partial void Space(ILogger logger, string what);
    }
}
