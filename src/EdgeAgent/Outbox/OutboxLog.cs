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
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromMinutes(10);

    /// <summary>Entries after which is looked whether there is still room.</summary>
    private const int RetentionRows = 64;

    private readonly string _path;
    private readonly OutboxOptions _options;
    private readonly IClipSealer _sealer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutboxReader _reader;
    private readonly OutboxWriter _writer;
    private readonly Signal _changed;
    private readonly Acknowledgements _acknowledgements;

    // Published, but the mark is not committed yet: with a full disk that may take a while, and nothing is sent again meanwhile.
    private readonly ConcurrentDictionary<(Severity Stream, long Sequence), bool> _marking = new();

    private readonly UnsentRows _unsent;
    private readonly ITimer _housekeeping;
    private readonly OutboxClock _clock;
    private volatile bool _isRenumbering;
    private long _appended;

    private OutboxLog(
        string path, OutboxOptions options, SqliteConnection connection, OutboxReader reader, IClipSealer sealer, OutboxClock clock, OutboxWriterParts parts,
        TimeProvider time, ILogger logger)
    {
        (_path, _options, _sealer, _time, _logger, _reader, _clock) = (path, options, sealer, time, logger, reader, clock);
        (_changed, _unsent, Unwritten) = (parts.Changed, parts.Unsent, parts.Unwritten);
        LogId = reader.ReadLog();
        _acknowledgements = new Acknowledgements(options.RequiredConsumers);
        foreach (var (consumer, range) in reader.ReadAcknowledged())
        {
            _acknowledgements.Add(consumer, [range]);
        }

        var streams = Enum.GetValues<Severity>();
        _highest = [.. streams.Select(reader.ReadHighest)];
        _resends = [.. streams.Select(_ => new ResendQueue(time))];
        _writer = new OutboxWriter(path, connection, parts, time, logger);
        _housekeeping = time.CreateTimer(_ => PostRetention(), null, TimeSpan.Zero, RetentionPeriod);
    }

    /// <summary>Made with the file, so that a swapped card cannot pass old numbers for new.</summary>
    public Guid LogId { get; private set; }

    /// <summary>Critical events that the disk does not take.</summary>
    public UnwrittenEvents Unwritten { get; }

    /// <summary>What entries appended from now on carry.</summary>
    public PoleMode Mode { get; set; } = PoleMode.Commissioning;

    /// <summary>Why the log cannot be written at present; nothing is lost meanwhile.</summary>
    public Problem? Fault => _writer.Fault;

    /// <summary>Completes at the next change of the log: take it before reading, await it after finding nothing to do.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Opens <c>outbox.db</c> in the directory, making both, and ends the events that a crash left open.</summary>
    /// <exception cref="StorageException">The disk refuses, the file is damaged or newer than this agent.</exception>
    public static OutboxLog Open(
        string directory, OutboxOptions options, IClipSealer sealer, IMediaClock clock, TimeProvider time, ILogger<OutboxLog> logger)
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

            var ownClock = new OutboxClock(
                clock, time, reader.ReadNumber("clock_ms"), reader.ReadNumber("clock_wall_ms") is >= 0 and var wall ? wall : null);
            var unsent = new UnsentRows();
            EndOpenEvents(connection, reader.ReadOpenEvents(), clock, ownClock, logger);
            SealUnsealed(connection, reader.ReadUnsealed(), sealer, ownClock);
            var reserve = new OutboxReserve(Path.ChangeExtension(path, ".reserve"), OutboxReserve.DefaultBytes);
            reserve.TryMake();
            OutboxLog log = null!;
            log = new OutboxLog(
                path, options, connection, reader, sealer, ownClock,
                new OutboxWriterParts(new Signal(), ownClock, unsent, reserve, new UnwrittenEvents(clock), fault => log.Append(fault)),
                time, logger);
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

    public async ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
    {
        await _writer.WriteAsync(Append(edgeEvent), cancellationToken);
        if (Interlocked.Increment(ref _appended) % RetentionRows == 0)
        {
            PostRetention();
        }
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

    /// <summary>The first entries of a stream that wait to be published, in the order of their sequence.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public List<OutboxEntry> ReadPending(Severity stream, int limit) => ReadPending(stream, limit, ImmutableHashSet<long>.Empty);

    private List<OutboxEntry> ReadPending(Severity stream, int limit, IReadOnlySet<long> except)
    {
        // Taken before the reading: a mark that is committed meanwhile is no longer in the book, and not yet in what was read.
        var marking = _marking.Keys.Where(key => key.Stream == stream).Select(key => key.Sequence).ToHashSet();
        return _reader.ReadPending(stream, sequence => !marking.Contains(sequence) && !except.Contains(sequence), limit);
    }

    /// <exception cref="StorageException">The disk refuses.</exception>
    public OutboxBacklog ReadBacklog() => _reader.ReadBacklog(_clock.Milliseconds) with
    {
        Unacknowledged = _acknowledgements.Consumers.IsEmpty ? 0 : Enum.GetValues<Severity>().Sum(
            stream => _acknowledgements.Missing(stream, Highest(stream)).Sum(range => range.To - range.From + 1)),
    };

    /// <summary>What was last said of an event; null where the log does not hold it any more.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public EdgeEvent? FindEvent(Guid eventId) => _reader.FindEvent(eventId);

    public async ValueTask DisposeAsync()
    {
        await _housekeeping.DisposeAsync();
        _writer.Post(new PendingWrite(false, changes => changes.SaveClock()));
        await _writer.DisposeAsync();
        _reader.Dispose();
    }

    private PendingWrite Append(EdgeEvent edgeEvent)
    {
        var (mode, body) = (Mode, OutboxJson.Write(edgeEvent));
        return new PendingWrite(true, changes => changes.Append(edgeEvent, mode, body)) { Event = edgeEvent };
    }

    /// <summary>Lets go what is too old or too much, in one transaction after the other.</summary>
    private void PostRetention()
    {
        Retention? pass = null;
        _writer.Post(new PendingWrite(
            true,
            changes =>
            {
                changes.SaveClock();
                pass = new Retention(changes, _acknowledgements, _options, LogId, Mode);
                pass.Run();
            },
            () =>
            {
                if (pass!.Undelivered > 0)
                {
                    Log.Dropped(_logger, pass.Undelivered, _options.RetentionDays, _options.MaximumBytes);
                }

                DeleteLeftovers();
                if (pass.IsUnfinished)
                {
                    PostRetention();
                }
            }));
    }

    private static void EndOpenEvents(
        SqliteConnection connection, List<(PoleMode Mode, EdgeEvent Last)> open, IMediaClock clock, OutboxClock ownClock, ILogger logger)
    {
        if (open.Count == 0)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var changes = new OutboxTransaction(connection, transaction, ownClock, new UnsentRows());
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

    /// <summary>Clips that an agent added which did not sign yet.</summary>
    private static void SealUnsealed(SqliteConnection connection, List<OutboxEntry> unsealed, IClipSealer sealer, OutboxClock clock)
    {
        if (unsealed.Count == 0)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var changes = new OutboxTransaction(connection, transaction, clock, new UnsentRows());
        foreach (var entry in unsealed.Where(entry => entry.Clip is not null))
        {
            changes.Seal(entry.Clip!, entry.Mode, entry.Stream, sealer);
        }

        transaction.Commit();
    }

    private static partial class Log
    {
        [LoggerMessage(1510, LogLevel.Warning, "{Count} events were open when the agent stopped; they are ended now")]
        public static partial void EventsEnded(ILogger logger, int count);

        [LoggerMessage(1514, LogLevel.Error, "{Count} entries are dropped undelivered and named to the center: older than {Days} days, or beyond {MaximumBytes} bytes")]
        public static partial void Dropped(ILogger logger, long count, double days, long maximumBytes);

        [LoggerMessage(1515, LogLevel.Warning, "This outbox is an older copy of one that was used since: log {Old} is closed, and {New} begins")]
        public static partial void NewLogBegan(ILogger logger, Guid old, Guid @new);

        [LoggerMessage(1511, LogLevel.Error, "Clip {Clip} is deleted undelivered: waiting clips take more than {MaximumBytes} bytes")]
        public static partial void ClipDropped(ILogger logger, Guid clip, long maximumBytes);

        [LoggerMessage(1512, LogLevel.Warning, "A clip that is no longer needed could not be deleted: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string reason);

        [LoggerMessage(1513, LogLevel.Warning, "{Count} clips were not finished when the agent stopped; what there is of them is deleted")]
        public static partial void StraysDeleted(ILogger logger, int count);
    }
}
