using EdgeAgent.Domain;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace EdgeAgent.Recording.Index;

/// <summary>
/// After a start: finishes what the power or a crash left unfinished, and makes index and files agree. What it does not understand it leaves
/// alone. It may run beside recorders.
/// </summary>
internal sealed partial class SegmentRecovery(SegmentIndex index, IRecordingDisk disk, ILogger<SegmentRecovery> logger)
{
    private const int BatchFiles = 256;

    // Size and name of the box stand before its type.
    private const int MarkTypeOffset = 8;

    /// <exception cref="ProblemException">The index cannot be read.</exception>
    public RecoveryReport Run(CancellationToken cancellationToken)
    {
        var report = Finish(cancellationToken);
        report += Reconcile(cancellationToken);
        index.Rebuilt();
        if (report != default)
        {
            Log.Recovered(logger, report.Finished, report.Added, report.RowsRemoved, report.Deleted, report.BytesCut);
        }

        return report;
    }

    /// <summary>What the index knows to be unfinished: a few files, so that this is done before anything is recorded.</summary>
    private RecoveryReport Finish(CancellationToken cancellationToken)
    {
        var report = default(RecoveryReport);
        foreach (var row in index.Unfinished())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (outcome, found, cut) = Mend(row.Path);
            report += outcome switch
            {
                Outcome.Whole => Finished(row, found, cut),
                Outcome.Gone or Outcome.Deleted => RowRemoved(row, outcome),
                _ => default,
            };
        }

        return report;
    }

    private RecoveryReport Reconcile(CancellationToken cancellationToken)
    {
        var report = default(RecoveryReport);
        var files = SegmentFile.Enumerate(index.Root).ToHashSet(StringComparer.Ordinal);
        var rows = index.Paths();
        foreach (var path in rows.Where(path => !files.Contains(path) && !index.IsOpen(path) && !File.Exists(path)))
        {
            index.Remove(path);
            report += new RecoveryReport { RowsRemoved = 1 };
        }

        List<string> unknown = [.. files.Where(path => !rows.Contains(path) && !index.IsOpen(path))];
        var found = new List<Segment>();
        for (var i = 0; i < unknown.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (outcome, segment, cut) = Mend(unknown[i]);
            report += new RecoveryReport { Deleted = outcome == Outcome.Deleted ? 1 : 0, BytesCut = cut };
            if (segment is not null)
            {
                found.Add(segment);
            }

            if ((i + 1) % (BatchFiles * 4) == 0)
            {
                Log.Progress(logger, i + 1, unknown.Count);
            }
        }

        foreach (var batch in InOrder(found).Chunk(BatchFiles))
        {
            index.Add(batch);
        }

        return report with { Added = found.Count };
    }

    /// <summary>As they were recorded, as far as that can be told: boots by their first sure time, and in a boot by the media clock.</summary>
    private static IEnumerable<Segment> InOrder(List<Segment> found)
    {
        var boots = found.GroupBy(segment => segment.BootId).ToDictionary(
            boot => boot.Key,
            boot => boot.OrderBy(segment => segment.StartUtc.Synchronised ? 0 : 1).ThenBy(segment => segment.StartUtc.Value)
                .Select(segment => segment.StartUtc.Value - (segment.Start - default(MediaTime))).First());
        return found.OrderBy(segment => boots[segment.BootId] + (segment.Start - default(MediaTime)));
    }

    /// <param name="found">Null where it is damaged from its header on: the row says what is known, so that its turn to be deleted comes.</param>
    private RecoveryReport Finished(Segment row, Segment? found, long cut)
    {
        index.Seal(row with { End = found?.End ?? row.End, SizeBytes = found?.SizeBytes ?? new FileInfo(row.Path).Length });
        return new RecoveryReport { Finished = 1, BytesCut = cut };
    }

    private RecoveryReport RowRemoved(Segment row, Outcome outcome)
    {
        index.Remove(row.Path);
        return new RecoveryReport { RowsRemoved = 1, Deleted = outcome == Outcome.Deleted ? 1 : 0 };
    }

    /// <summary>Cuts off what was torn. A file without a single whole fragment is deleted.</summary>
    private (Outcome Outcome, Segment? Segment, long BytesCut) Mend(string path)
    {
        try
        {
            long length, whole;
            bool isDamaged;
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            {
                length = RandomAccess.GetLength(file);
                var scan = SegmentScan.ReadSealed(file) is null ? SegmentScan.Read(file).WithoutTornEnd(file) : null;
                whole = scan is null || scan.IsSealed ? length : scan.Length;
                isDamaged = whole < length && HasWholePieceBehind(file, whole);
            }

            if (isDamaged)
            {
                Log.Damaged(logger, path, whole);
                return (Outcome.Whole, SegmentFile.Examine(path) is { } part ? part with { IsSealed = true } : null, 0);
            }

            if (whole == 0)
            {
                disk.Delete(path);
                return (Outcome.Deleted, null, length);
            }

            if (whole < length)
            {
                disk.Truncate(path, whole);
            }

            return SegmentFile.Examine(path) is { } segment
                ? (Outcome.Whole, segment with { IsSealed = true }, length - whole)
                : (Outcome.Unknown, null, length - whole);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (Outcome.Gone, null, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotMended(logger, path, e.Message);
            return (Outcome.Unknown, null, 0);
        }
    }

    /// <summary>
    /// A cut of power leaves nothing whole behind what it tore. Where there is something, the disk has damaged what stands before it, and
    /// cutting there would throw evidence away.
    /// </summary>
    private static bool HasWholePieceBehind(SafeFileHandle file, long offset)
    {
        const int Window = 1 << 20;
        var window = new byte[Window];
        for (var at = offset; RandomAccess.Read(file, window, at) is var read and >= SegmentMark.Size; at += Window - SegmentMark.Size)
        {
            for (var rest = window.AsSpan(0, read); rest.IndexOf(SegmentMark.Type) is var found and >= 0; rest = rest[(found + 1)..])
            {
                var mark = at + read - rest.Length + found - MarkTypeOffset;
                if (mark >= offset
                    && SegmentMark.Read(SegmentScan.ReadBytes(file, mark, SegmentMark.Size)) is { IsSeal: false } known
                    && known.Bytes >= 0
                    && mark - known.Bytes >= offset
                    && SegmentScan.IsWhole(file, new SegmentPiece(mark - known.Bytes, known)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private enum Outcome
    {
        Whole,
        Gone,
        Deleted,
        Unknown,
    }

    private static partial class Log
    {
        [LoggerMessage(1120, LogLevel.Warning, "recordings: {Finished} finished after a cut, {Added} added to the index, {Removed} rows without a file removed, {Deleted} empty files deleted, {Bytes} torn bytes cut off")]
        public static partial void Recovered(ILogger logger, int finished, int added, int removed, int deleted, long bytes);

        [LoggerMessage(1121, LogLevel.Information, "recordings: {Done} of {Total} files looked at")]
        public static partial void Progress(ILogger logger, int done, int total);

        [LoggerMessage(1122, LogLevel.Error, "{Path}: damaged at byte {Offset}, with whole pictures behind it: left as it is")]
        public static partial void Damaged(ILogger logger, string path, long offset);

        [LoggerMessage(1123, LogLevel.Error, "{Path}: could not be looked at: {Reason}")]
        public static partial void NotMended(ILogger logger, string path, string reason);
    }
}
