using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Recording.Index;

/// <summary>What was recorded, for a program beside the agent: by the index where it can be read, else by the files themselves. It changes neither.</summary>
internal static class SegmentCatalog
{
    /// <param name="root">The directory of the recordings.</param>
    /// <param name="camera">Of one camera, or of all.</param>
    /// <exception cref="RecordingException"><c>recording/unreadable</c></exception>
    public static IReadOnlyList<Segment> Read(string root, CameraId? camera = null)
    {
        root = Path.GetFullPath(root);
        return FromIndex(root, camera) ?? FromFiles(root, camera);
    }

    private static List<Segment>? FromIndex(string root, CameraId? camera)
    {
        var path = Path.Combine(root, SegmentIndex.FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var connection = SqliteFile.Open(path);
            return [.. new SegmentRows(connection, root).All(camera).Select(segment => segment.IsSealed ? segment : SegmentFile.Measure(segment))];
        }
        catch (Exception e) when (e is StorageException or SqliteException or FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            // Damaged in one way or another: the files know.
            return null;
        }
    }

    private static List<Segment> FromFiles(string root, CameraId? camera)
    {
        try
        {
            return
            [
                .. SegmentFile.Enumerate(root).Select(TryExamine).OfType<Segment>()
                    .Where(segment => camera is null || segment.Camera == camera)
                    .OrderBy(segment => segment.StartUtc.Value),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RecordingProblems.UnreadableSegment(root, e.Message, e);
        }
    }

    /// <summary>Null also where retention was quicker, or the disk cannot read this one: the others are not affected.</summary>
    private static Segment? TryExamine(string path)
    {
        try
        {
            return SegmentFile.Examine(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
