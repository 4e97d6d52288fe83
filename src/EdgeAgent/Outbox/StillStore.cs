using EdgeAgent.Domain;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

/// <summary>
/// The pictures of events: on disk within bounds, the oldest going first, and in the order in which the center is to have them. What waits
/// when the agent stops stays on the disk, but is not sent afterwards.
/// </summary>
internal sealed class StillStore : IStillSink
{
    private const string Extension = ".jpg";

    /// <summary>What waits longer than for so many others is no news.</summary>
    private const int MostWaiting = 64;

    private readonly string _directory;
    private readonly int _most;
    private readonly long _mostBytes;
    private readonly Lock _lock = new();
    private readonly Queue<(string Path, long Bytes)> _kept = new();
    private readonly Queue<(Guid EventId, string Sha256)> _waiting = new();
    private readonly Signal _changed = new();
    private long _bytes;
    private long _unsent;

    private StillStore(string directory, int most, long mostBytes) => (_directory, _most, _mostBytes) = (directory, most, mostBytes);

    /// <summary>Completes when another picture waits: take it before looking, await it after finding nothing.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Pictures that made room for others before the center had them.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <param name="directory">Is made when the first picture comes.</param>
    /// <param name="most">Pictures that are kept.</param>
    /// <param name="mostBytes">Of all of them together.</param>
    public static StillStore Open(string directory, int most = 1000, long mostBytes = 48L << 20)
    {
        var store = new StillStore(Path.GetFullPath(directory), most, mostBytes);
        try
        {
            foreach (var file in new DirectoryInfo(store._directory).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name))
            {
                // A crash came while it was written.
                if (file.Extension == ".partial")
                {
                    TryDelete(file.FullName);
                }
                else if (file.Extension == Extension)
                {
                    store._kept.Enqueue((file.FullName, file.Length));
                    store._bytes += file.Length;
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
        var path = PathOf(still.EventId);
        try
        {
            Directory.CreateDirectory(_directory);
            File.WriteAllBytes($"{path}.partial", still.Jpeg.Span);
            File.Move($"{path}.partial", path, overwrite: true);
            lock (_lock)
            {
                _kept.Enqueue((path, still.Jpeg.Length));
                _bytes += still.Jpeg.Length;
                _waiting.Enqueue((still.EventId, still.Sha256));
                if (_waiting.Count > MostWaiting)
                {
                    _waiting.Dequeue();
                    Interlocked.Increment(ref _unsent);
                }

                DeleteOldest_NeedsLock();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(path, e);
        }

        _changed.Set();
    }

    /// <summary>The next that the center is to have; null where none waits, or none of those is left on the disk.</summary>
    public Still? Peek()
    {
        while (true)
        {
            (Guid EventId, string Sha256) next;
            lock (_lock)
            {
                if (!_waiting.TryPeek(out next))
                {
                    return null;
                }
            }

            try
            {
                return new Still(next.EventId, File.ReadAllBytes(PathOf(next.EventId)), next.Sha256);
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
            }
        }
    }

    private string PathOf(Guid eventId) => Path.Combine(_directory, $"{eventId}{Extension}");

    private void DeleteOldest_NeedsLock()
    {
        while ((_kept.Count > _most || _bytes > _mostBytes) && _kept.TryDequeue(out var oldest))
        {
            _bytes -= oldest.Bytes;
            TryDelete(oldest.Path);
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
}
