using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>
/// Small pictures of tracks, apart from the recordings and with a limit of their own: the oldest go first. They are for looking back, no
/// evidence: a cut of power may cost the latest. Thread-safe.
/// </summary>
internal sealed class CropStore(string root, long maximumBytes)
{
    private readonly Lock _lock = new();
    private Queue<(string Path, long Bytes)>? _kept;
    private long _bytes;

    /// <summary>What they take; 0 before the first was added.</summary>
    public long SizeBytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Where the picture of a track lies below the root, as long as it is kept.</summary>
    public static string NameOf(CameraId camera, int track, UtcTime time)
    {
        var utc = time.Value.ToUniversalTime();
        return Path.Combine(
            camera.Value,
            utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{utc:HHmmss.fff}Z-{track}.jpg"));
    }

    /// <returns>Where it lies; null where it alone is larger than all may be.</returns>
    /// <exception cref="RecordingException">The disk refuses.</exception>
    public async ValueTask<string?> AddAsync(CameraId camera, int track, UtcTime time, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken)
    {
        if (jpeg.Length > maximumBytes)
        {
            return null;
        }

        var path = Path.Combine(root, NameOf(camera, track, time));
        try
        {
            MakeRoom(jpeg.Length);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, jpeg, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(RecordingProblems.FromDisk(path, e), e);
        }

        lock (_lock)
        {
            _kept!.Enqueue((path, jpeg.Length));
            _bytes += jpeg.Length;
        }

        return path;
    }

    private void MakeRoom(long bytes)
    {
        lock (_lock)
        {
            _kept ??= Find();
            while (_bytes + bytes > maximumBytes && _kept.TryDequeue(out var oldest))
            {
                _bytes -= oldest.Bytes;
                Delete(oldest.Path);
            }
        }
    }

    /// <summary>What an earlier run has left, in the order of the times in the names.</summary>
    private Queue<(string, long)> Find()
    {
        var files = Directory.Exists(root)
            ? new DirectoryInfo(root).GetFiles("*.jpg", SearchOption.AllDirectories)
                .OrderBy(file => file.Directory!.Name, StringComparer.Ordinal).ThenBy(file => file.Name, StringComparer.Ordinal).ToList()
            : [];
        _bytes = files.Sum(file => file.Length);
        return new Queue<(string, long)>(files.Select(file => (file.FullName, file.Length)));
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was there before.
        }
    }
}
