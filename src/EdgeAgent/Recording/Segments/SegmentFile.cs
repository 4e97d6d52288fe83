using System.Globalization;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Segments;

/// <summary>Where a segment lies, and what its file says of it.</summary>
internal static partial class SegmentFile
{
    private const int ShortBoot = 8;

    /// <summary><c>{root}/{camera}/{date}/{time}Z-{boot}-{media ns}.mp4</c>: people find it by the time, and two boots in 1970 do not meet.</summary>
    public static string PathOf(string root, CameraId camera, UtcTime start, Guid bootId, MediaTime startMedia)
    {
        var utc = start.Value.ToUniversalTime();
        return Path.Combine(
            root,
            camera.Value,
            utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{utc:HHmmss.fff}Z-{bootId.ToString("n")[..ShortBoot]}-{startMedia.Nanoseconds}.mp4"));
    }

    /// <summary>The files below the root that are named as ours are; all others are none of our business.</summary>
    public static IEnumerable<string> Enumerate(string root)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        return from camera in Directory.EnumerateDirectories(root)
               where CameraName().IsMatch(Path.GetFileName(camera))
               from date in Directory.EnumerateDirectories(camera)
               where DateName().IsMatch(Path.GetFileName(date))
               from file in Directory.EnumerateFiles(date, "*.mp4")
               where FileName().IsMatch(Path.GetFileName(file))
               select file;
    }

    /// <summary>What the file says; null where it is no segment, or holds no whole fragment.</summary>
    /// <exception cref="IOException">It cannot be read, which says nothing about what is in it.</exception>
    public static Segment? Examine(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (SegmentScan.ReadSealed(file) is var (known, endPts))
        {
            return Describe(path, known, endPts, RandomAccess.GetLength(file), isSealed: true);
        }

        var scan = SegmentScan.Read(file).WithoutTornEnd(file);
        return scan is { Description: { } description, Pieces.IsEmpty: false }
            ? Describe(path, description, scan.EndPts, scan.Length, scan.IsSealed)
            : null;
    }

    /// <summary>How much of a segment is on disk that another process may still write to; as it was where the file does not say.</summary>
    public static Segment Measure(Segment segment)
    {
        try
        {
            return Examine(segment.Path) is { } found ? segment with { End = found.End, SizeBytes = found.SizeBytes } : segment;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return segment;
        }
    }

    private static Segment Describe(string path, SegmentDescription description, long endPts, long size, bool isSealed) => new(
        new CameraId(description.Camera),
        path,
        description.BootId,
        new MediaTime(description.StartNs),
        description.TimeOf(endPts),
        description.Utc,
        description.Codec,
        description.Width,
        description.Height,
        size,
        description.Connection,
        isSealed);

    [GeneratedRegex(Identifier.Pattern)]
    private static partial Regex CameraName();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex DateName();

    [GeneratedRegex(@"^\d{6}\.\d{3}Z-[0-9a-f]{8}-\d+\.mp4$")]
    private static partial Regex FileName();
}
