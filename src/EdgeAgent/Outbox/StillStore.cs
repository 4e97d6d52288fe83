using System.Security.Cryptography;
using EdgeAgent.Domain;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

/// <summary>
/// The pictures of events: on disk within bounds, the oldest going first, and in the order in which the center is to have them. What waits
/// when the agent stops is sent afterwards, with the mode that the pole had: until it is sent, the name of its file says it.
/// </summary>
internal sealed class StillStore : IStillSink
{
    private const string Extension = ".jpg";
    private const string Partial = ".partial";

    private readonly string _directory;
    private readonly int _most;
    private readonly long _mostBytes;
    private readonly Lock _lock = new();
    private readonly Queue<Kept> _kept = new();
    private readonly Queue<Kept> _waiting = new();
    private readonly Signal _changed = new();
    private long _bytes;
    private long _unsent;

    private StillStore(string directory, PoleMode mode, int most, long mostBytes) =>
        (_directory, Mode, _most, _mostBytes) = (directory, mode, most, mostBytes);

    /// <summary>Of the pole, for the pictures that come from now on.</summary>
    public PoleMode Mode { get; set; }

    /// <summary>Completes when another picture waits: take it before looking, await it after finding nothing.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Pictures that made room for others before the center had them.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <param name="directory">Is made when the first picture comes.</param>
    /// <param name="mode">Of the pole, from now on.</param>
    /// <param name="most">Pictures that are kept.</param>
    /// <param name="mostBytes">Of all of them together.</param>
    public static StillStore Open(string directory, PoleMode mode, int most = 1000, long mostBytes = 48L << 20)
    {
        var store = new StillStore(Path.GetFullPath(directory), mode, most, mostBytes);
        try
        {
            foreach (var file in new DirectoryInfo(store._directory).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name))
            {
                // A crash came while it was written.
                if (file.Extension == Partial)
                {
                    TryDelete(file.FullName);
                }
                else if (Read(file) is { } kept)
                {
                    store.Keep_NeedsLock(kept);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // None yet, or a disk that says so at the first picture.
        }

        return store;
    }

    /// <exception cref="StorageException">The disk refuses.</exception>
    public void Add(Still still)
    {
        var kept = new Kept(still.EventId, still.Jpeg.Length, Mode);
        var path = PathOf(kept.EventId, kept.Waiting);
        try
        {
            Directory.CreateDirectory(_directory);
            Write($"{path}{Partial}", still.Jpeg.Span);
            File.Move($"{path}{Partial}", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(path, e);
        }

        lock (_lock)
        {
            Keep_NeedsLock(kept);
            DeleteOldest_NeedsLock();
        }

        _changed.Set();
    }

    /// <summary>The next that the center is to have, and the mode that it was made in; null where none waits, or none of those can be read.</summary>
    public (Still Still, PoleMode Mode)? Peek()
    {
        while (true)
        {
            (Guid EventId, PoleMode Mode) next;
            lock (_lock)
            {
                if (!_waiting.TryPeek(out var first))
                {
                    return null;
                }

                next = (first.EventId, first.Waiting!.Value);
            }

            try
            {
                var jpeg = File.ReadAllBytes(PathOf(next.EventId, next.Mode));
                return (new Still(next.EventId, jpeg, Convert.ToHexStringLower(SHA256.HashData(jpeg))), next.Mode);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Interlocked.Increment(ref _unsent);
                Sent(next.EventId);
            }
        }
    }

    /// <summary>It need not be sent any more.</summary>
    public void Sent(Guid eventId)
    {
        lock (_lock)
        {
            if (_waiting.TryPeek(out var next) && next.EventId == eventId)
            {
                _waiting.Dequeue();
                TryMove(PathOf(eventId, next.Waiting), PathOf(eventId, waiting: null));
                next.Waiting = null;
            }
        }
    }

    /// <summary>Null for what is no picture of an event.</summary>
    private static Kept? Read(FileInfo file)
    {
        var name = file.Name.Split('.');
        return name is not [var id, .., "jpg"] || !Guid.TryParseExact(id, "D", out var eventId) ? null
            : name.Length == 2 ? new Kept(eventId, file.Length, null)
            : Enum.TryParse<PoleMode>(name[1], ignoreCase: true, out var mode) ? new Kept(eventId, file.Length, mode)
            : null;
    }

    /// <summary>The center may have been told of it: it is not to be lost with the power.</summary>
    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private string PathOf(Guid eventId, PoleMode? waiting) =>
        Path.Combine(_directory, waiting is { } mode ? $"{eventId}.{mode.ToString().ToLowerInvariant()}{Extension}" : $"{eventId}{Extension}");

    private void Keep_NeedsLock(Kept kept)
    {
        _kept.Enqueue(kept);
        _bytes += kept.Bytes;
        if (kept.Waiting is not null)
        {
            _waiting.Enqueue(kept);
        }
    }

    private void DeleteOldest_NeedsLock()
    {
        while ((_kept.Count > _most || _bytes > _mostBytes) && _kept.TryDequeue(out var oldest))
        {
            _bytes -= oldest.Bytes;
            if (oldest.Waiting is not null)
            {
                // Both have the same order: of those that wait it is the first.
                _waiting.Dequeue();
                Interlocked.Increment(ref _unsent);
            }

            TryDelete(PathOf(oldest.EventId, oldest.Waiting));
        }
    }

    // What cannot be renamed is sent once more after the next start, and the center knows it by its event.
    private static void TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone, or the disk refuses.
        }
    }

    // What cannot be deleted is counted again at the next start, and holds up no other.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that refuses this refuses the next picture too, and that is told.
        }
    }

    /// <summary>One on the disk.</summary>
    private sealed class Kept(Guid eventId, long bytes, PoleMode? waiting)
    {
        public Guid EventId => eventId;

        public long Bytes => bytes;

        /// <summary>The mode it was made in, until it is sent.</summary>
        public PoleMode? Waiting { get; set; } = waiting;
    }
}
