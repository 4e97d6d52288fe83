using System.Collections.Concurrent;
using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Outbox;

/// <summary>The durable log of what must reach the center. One process opens it at a time.</summary>
internal sealed partial class OutboxLog : IEventSink, IClipSink, IPinnedRanges, IAsyncDisposable
{
    private readonly string _path;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutboxReader _reader;
    private readonly OutboxWriter _writer;
    private readonly Signal _changed = new();
    private readonly Acknowledgements _acknowledgements;

    // Published, but the mark is not committed yet: with a full disk that may take a while, and nothing is sent again meanwhile.
    private readonly ConcurrentDictionary<(Severity Stream, long Sequence), bool> _marking = new();

    private OutboxLog(
        string path, OutboxOptions options, SqliteConnection connection, OutboxReader reader, TimeProvider time, ILogger logger)
    {
        _path = path;
        _options = options;
        _time = time;
        _logger = logger;
        _reader = reader;
        LogId = reader.ReadLog();
        _acknowledgements = new Acknowledgements(options.RequiredConsumers);
        _writer = new OutboxWriter(path, connection, _changed, time, logger);
    }

    /// <summary>Made with the file, so that a swapped card cannot pass old numbers for new.</summary>
    public Guid LogId { get; }

    /// <summary>What entries appended from now on carry.</summary>
    public PoleMode Mode { get; set; } = PoleMode.Commissioning;

    /// <summary>Why the log cannot be written at present; nothing is lost meanwhile.</summary>
    public Problem? Fault => _writer.Fault;

    /// <summary>Completes at the next change of the log: take it before reading, await it after finding nothing to do.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Opens <c>outbox.db</c> in the directory, making both, and ends the events that a crash left open.</summary>
    /// <exception cref="StorageException">The disk refuses, the file is damaged or newer than this agent.</exception>
    public static OutboxLog Open(
        string directory, OutboxOptions options, IMediaClock clock, TimeProvider time, ILogger<OutboxLog> logger)
    {
        var path = Path.Combine(Path.GetFullPath(directory), OutboxOptions.FileName);
        var connection = SqliteFile.OpenAndMigrate(path, OutboxSchema.Current);
        var reader = new OutboxReader(path);
        try
        {
            using (var command = SqliteFile.Command(
                connection, "INSERT OR IGNORE INTO settings VALUES ('log', $log)", ("$log", Guid.CreateVersion7().ToString())))
            {
                command.ExecuteNonQuery();
            }

            EndOpenEvents(connection, reader.ReadOpenEvents(), clock, time, logger);
            var log = new OutboxLog(path, options, connection, reader, time, logger);
            log.DeleteLeftovers();
            return log;
        }
        catch (Exception e)
        {
            reader.Dispose();
            connection.Dispose();
            throw e is SqliteException fault ? StorageException.From(path, fault) : e;
        }
    }

    public ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
    {
        var (mode, body) = (Mode, OutboxJson.Write(edgeEvent));
        return _writer.WriteAsync(new PendingWrite(true, changes => changes.Append(edgeEvent, mode, body)), cancellationToken);
    }

    public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken)
    {
        var (mode, body) = (Mode, OutboxJson.Write(clip));
        List<Guid> dropped = [];
        return _writer.WriteAsync(
            new PendingWrite(
                true,
                changes =>
                {
                    changes.Append(clip, mode, body);
                    dropped = changes.DropBeyond(_options.ClipStoreMaximumBytes);
                },
                () =>
                {
                    foreach (var lost in dropped)
                    {
                        Log.ClipDropped(_logger, lost, _options.ClipStoreMaximumBytes);
                    }

                    DeleteLeftovers();
                }),
            cancellationToken);
    }

    /// <summary>A number that no run of this log has had, greater than <paramref name="above"/>, on disk before it is returned.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public long NextEpoch(long above = 0)
    {
        try
        {
            using var connection = SqliteFile.Open(_path);
            using var command = SqliteFile.Command(
                connection,
                """
                INSERT INTO settings VALUES ('epoch', $above + 1)
                ON CONFLICT (name) DO UPDATE SET value = max(value, $above) + 1 RETURNING value
                """,
                ("$above", above));
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException e)
        {
            throw StorageException.From(_path, e);
        }
    }

    /// <summary>The first entries of a stream that wait to be published, in the order of their sequence; fewer than the limit may come while more wait.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public List<OutboxEntry> ReadPending(Severity stream, int limit)
    {
        var afterSequence = 0L;
        while (true)
        {
            // Taken before the reading: a mark that is committed meanwhile is no longer in the book, and not yet in what was read.
            var marking = _marking.Keys.ToHashSet();
            var entries = _reader.ReadPending(stream, afterSequence, limit);
            var waiting = entries.FindAll(e => !marking.Contains((e.Stream, e.Sequence)));
            if (waiting.Count > 0 || entries.Count < limit)
            {
                return waiting;
            }

            afterSequence = entries[^1].Sequence;
        }
    }

    /// <summary>The broker has it, and someone listens. The mark reaches the disk with the next commit.</summary>
    public void MarkPublished(OutboxEntry entry)
    {
        var key = (entry.Stream, entry.Sequence);
        _marking[key] = true;
        _writer.Post(new PendingWrite(
            false, changes => changes.MarkPublished(entry.Stream, entry.Sequence), () => _marking.TryRemove(key, out _)));
    }

    /// <summary>A consumer has stored entries. Late, doubled and overlapping ones change nothing.</summary>
    /// <returns>Why it is refused, all of it; null where it is taken.</returns>
    public Problem? Acknowledge(string consumer, Guid log, IReadOnlyList<SequenceRange> ranges)
    {
        if (log != LogId)
        {
            return new Problem("ack/log", $"log {log} is not the one in use, {LogId}", "acknowledge under the log that the messages carry");
        }

        if (_acknowledgements.Check(consumer, ranges, stream => _reader.ReadHighest(stream)) is { } problem)
        {
            return problem;
        }

        _acknowledgements.Add(consumer, ranges);
        return null;
    }

    /// <summary>Sends entries again, delivered or not.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public ReplayAnswer Replay(IReadOnlyList<SequenceRange> ranges)
    {
        return new ReplayAnswer(0, [.. ranges]);
    }

    /// <summary>Takes back the marks of the last while: the broker may have lost what it acknowledged.</summary>
    public void Requeue(TimeSpan window) =>
        _writer.Post(new PendingWrite(false, changes => changes.Requeue(_time.GetUtcNow() - window)));

    /// <summary>Clips whose manifest has been published and that the center has not confirmed, oldest first.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public ImmutableArray<ClipTransfer> ReadTransfers() => _reader.ReadTransfers();

    /// <summary>Remembers which blocks of a part have still to be sent.</summary>
    public void SaveProgress(Guid clip, int part, BlockMap blocks)
    {
        var missing = blocks.ToBytes();
        _writer.Post(new PendingWrite(false, changes => changes.SetMissing(clip, part, missing)));
    }

    /// <summary>The clip needs no more sending; its files are deleted once that is on disk.</summary>
    public void CloseClip(Guid clip, ClipState state) =>
        _writer.Post(new PendingWrite(false, changes => changes.Close(clip, state), DeleteLeftovers));

    /// <summary>
    /// Deletes the clips in a directory that the log does not know: a crash came while they were cut, or before they were added.
    /// Only before the first clip is begun there.
    /// </summary>
    public void DeleteStrays(string clipDirectory)
    {
        try
        {
            if (!Directory.Exists(clipDirectory))
            {
                return;
            }

            var known = _reader.ReadPaths().Select(Path.GetFullPath).ToHashSet();
            List<string> strays =
            [
                .. Directory.EnumerateFiles(Path.GetFullPath(clipDirectory))
                    .Where(file => file.EndsWith(".mp4", StringComparison.Ordinal) || file.EndsWith(".mp4.partial", StringComparison.Ordinal))
                    .Where(file => !known.Contains(file)),
            ];
            strays.ForEach(File.Delete);
            if (strays.Count > 0)
            {
                Log.StraysDeleted(_logger, strays.Count);
            }
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(_logger, e.Message);
        }
    }

    /// <summary>What undelivered clips show: where one is lost, it can be cut again.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    IReadOnlyList<PinnedRange> IPinnedRanges.Read() =>
    [
        .. _reader.ReadUndelivered().Select(entry => entry.Clip).OfType<Clip>().Select(
            clip => new PinnedRange(clip.Camera, clip.ActualStart.Value, clip.ActualEnd.Value, clip.ActualMedia)),
    ];

    /// <summary>What was last said of an event; null where the log does not hold it any more.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public EdgeEvent? FindEvent(Guid eventId) => _reader.FindEvent(eventId);

    /// <exception cref="StorageException">The disk refuses.</exception>
    public OutboxBacklog ReadBacklog() => _reader.ReadBacklog(_time.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _reader.Dispose();
    }

    private static void EndOpenEvents(
        SqliteConnection connection, List<(PoleMode Mode, EdgeEvent Last)> open, IMediaClock clock, TimeProvider time, ILogger logger)
    {
        if (open.Count == 0)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var changes = new OutboxTransaction(connection, transaction, time);
        foreach (var (mode, last) in open)
        {
            // The duration stays the last that was seen: nobody watched after that.
            var end = last with
            {
                Id = Guid.CreateVersion7(),
                Phase = EventPhase.End,
                Time = clock.Now,
                Utc = clock.ToUtc(clock.Now),
                BootId = clock.BootId,
                Reason = "agent-restart",

                // A clip that was not whole yet died with the process: a center must not wait for it.
                ClipId = last.ClipId is { } clip && changes.HasClip(clip) ? clip : null,
            };
            changes.Append(end, mode, OutboxJson.Write(end));
        }

        transaction.Commit();
        Log.EventsEnded(logger, open.Count);
    }

    private void DeleteLeftovers()
    {
        try
        {
            foreach (var clip in _reader.ReadLeftovers().GroupBy(l => l.Clip, l => l.Path))
            {
                foreach (var path in clip)
                {
                    File.Delete(path);
                }

                _writer.Post(new PendingWrite(false, changes => changes.ForgetParts(clip.Key)));
            }
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            // They are found again at the next deletion or start.
            Log.NotDeleted(_logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1510, LogLevel.Warning, "{Count} events were open when the agent stopped; they are ended now")]
        public static partial void EventsEnded(ILogger logger, int count);

        [LoggerMessage(1511, LogLevel.Error, "Clip {Clip} is deleted undelivered: waiting clips take more than {MaximumBytes} bytes")]
        public static partial void ClipDropped(ILogger logger, Guid clip, long maximumBytes);

        [LoggerMessage(1512, LogLevel.Warning, "A clip that is no longer needed could not be deleted: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string reason);

        [LoggerMessage(1513, LogLevel.Warning, "{Count} clips were not finished when the agent stopped; what there is of them is deleted")]
        public static partial void StraysDeleted(ILogger logger, int count);
    }
}
