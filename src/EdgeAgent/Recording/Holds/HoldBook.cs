using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Recording.Holds;

/// <summary>
/// The holds, each a JSON file of its own beside the recordings, so that they outlive the index, and a command can add one while the agent runs.
/// </summary>
internal sealed class HoldBook(string root, IRecordingDisk disk, TimeProvider time)
{
    /// <summary>How much of a camera's latest recording tells how much a hold of the future will take.</summary>
    private static readonly TimeSpan RateWindow = TimeSpan.FromHours(1);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private string Folder => Path.Combine(root, "holds");

    /// <summary>Those in force, oldest first, and what is wrong with files that cannot be read as one.</summary>
    /// <exception cref="RecordingException"><c>recording/holds-unreadable</c>: nothing may be deleted then.</exception>
    public (IReadOnlyList<Hold> Holds, IReadOnlyList<Problem> Problems) Read()
    {
        var (holds, problems) = (new List<Hold>(), new List<Problem>());
        try
        {
            foreach (var path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json") : [])
            {
                try
                {
                    holds.Add(JsonSerializer.Deserialize<Hold>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is null"));
                }
                catch (JsonException e)
                {
                    problems.Add(RecordingProblems.HoldUnreadable(path, e.Message));
                }
                catch (FileNotFoundException)
                {
                    // Released just now.
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(RecordingProblems.HoldsUnreadable(Folder, e.Message), e);
        }

        return ([.. holds.OrderBy(hold => hold.Created)], problems);
    }

    /// <summary>Adds a hold; when this returns, it survives a cut of power.</summary>
    /// <exception cref="RecordingException"><c>recording/hold-range</c>, <c>recording/hold-quota</c>, or what the disk says.</exception>
    public Hold Add(CameraId camera, DateTimeOffset from, DateTimeOffset to, DateTimeOffset until, string reason, SegmentSearch find, long maximumBytes)
    {
        var now = time.GetUtcNow();
        if (from >= to || until <= now)
        {
            throw new RecordingException(RecordingProblems.HoldRange(from, to, until));
        }

        var hold = new Hold(Guid.CreateVersion7(now), camera.Value, from, to, until, reason, now);
        IReadOnlyList<Hold> all = [.. Read().Holds, hold];
        var held = BytesOf(all, find);
        var expected = BytesToCome(all, now, find);
        if (held + expected > maximumBytes)
        {
            throw new RecordingException(RecordingProblems.HoldQuota(held, expected, maximumBytes));
        }

        try
        {
            disk.Replace(PathOf(hold.Id), JsonSerializer.SerializeToUtf8Bytes(hold, Json));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(RecordingProblems.FromDisk(Folder, e), e);
        }

        return hold;
    }

    /// <exception cref="RecordingException"><c>recording/hold-unknown</c>, or what the disk says.</exception>
    public void Release(Guid id)
    {
        var path = PathOf(id);
        if (!File.Exists(path))
        {
            throw new RecordingException(RecordingProblems.HoldUnknown(id));
        }

        try
        {
            disk.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(RecordingProblems.FromDisk(path, e), e);
        }
    }

    /// <summary>What the holds keep, each segment once.</summary>
    /// <exception cref="ProblemException">The index cannot be read.</exception>
    public static long BytesOf(IReadOnlyList<Hold> holds, SegmentSearch find) => holds
        .SelectMany(hold => find(new CameraId(hold.Camera), hold.From, hold.To))
        .DistinctBy(segment => segment.Path)
        .Sum(segment => segment.SizeBytes);

    private static long BytesToCome(IReadOnlyList<Hold> holds, DateTimeOffset now, SegmentSearch find)
    {
        var bytes = 0.0;
        foreach (var camera in holds.Where(hold => hold.To > now).GroupBy(hold => hold.Camera))
        {
            var latest = find(new CameraId(camera.Key), now - RateWindow, now);
            var seconds = latest.Sum(segment => segment.Duration.TotalSeconds);
            bytes += seconds > 0 ? latest.Sum(segment => segment.SizeBytes) / seconds * Ahead(camera, now).TotalSeconds : 0;
        }

        return (long)bytes;
    }

    /// <summary>How much of a camera's time is still to come that any of them holds, each moment once.</summary>
    private static TimeSpan Ahead(IEnumerable<Hold> holds, DateTimeOffset now)
    {
        var (ahead, counted) = (TimeSpan.Zero, now);
        foreach (var hold in holds.OrderBy(hold => hold.From))
        {
            var from = hold.From > counted ? hold.From : counted;
            if (hold.To > from)
            {
                (ahead, counted) = (ahead + (hold.To - from), hold.To);
            }
        }

        return ahead;
    }

    private string PathOf(Guid id) => Path.Combine(Folder, $"{id}.json");
}
