using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>
/// A camera's static detections on disk: <c>{camera}.json</c>, and in <c>{camera}/</c> a picture of each and the wishes to forget. The file is
/// written by the agent, or by a command while no agent runs; wishes are files of their own, so that nobody writes what another writes.
/// </summary>
internal sealed class StaticsBook(string root, CameraId camera, IRecordingDisk disk)
{
    private const string PictureEnding = ".jpg";
    private const string WishEnding = ".forget";

    // An agent writes 128 of some 300 bytes; what is larger is none of its own, and is not read into memory.
    private const int MostBytes = 1 << 20;
    private const int MostEntries = 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    };

    // What could not be read once is not written over, though it could be read by now: nobody has taken up what it says.
    private volatile bool _isUnread;

    public CameraId Camera => camera;

    public string Path { get; } = System.IO.Path.Combine(root, $"{camera}.json");

    private string Folder { get; } = System.IO.Path.Combine(root, camera.Value);

    public string PicturePath(int id) => PathOf(id, PictureEnding);

    /// <summary>What is written there; nothing, with the reason, where that cannot be understood.</summary>
    public (StaticsDocument Document, Problem? Problem) Read()
    {
        try
        {
            using var file = File.OpenRead(Path);
            if (file.Length > MostBytes)
            {
                return (StaticsDocument.Empty, StaticsProblems.Damaged(Path, $"it has {file.Length} bytes"));
            }

            var document = JsonSerializer.Deserialize<StaticsDocument>(file, Json) ?? throw new JsonException("it is null");
            return document.Version > StaticsDocument.Supported ? (StaticsDocument.Empty, StaticsProblems.Newer(Path, document.Version))
                : IsSound(document) ? (document, null)
                : (StaticsDocument.Empty, StaticsProblems.Damaged(Path, "it says what no agent writes"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (StaticsDocument.Empty, null);
        }
        catch (JsonException e)
        {
            return (StaticsDocument.Empty, StaticsProblems.Damaged(Path, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isUnread = true;
            return (StaticsDocument.Empty, StaticsProblems.Unreadable(Path, e.Message));
        }
    }

    /// <summary>Writes pictures first, so that what is listed can be shown, and removes those of what is no more.</summary>
    /// <exception cref="StaticsException"><c>statics/unwritable</c></exception>
    public void Write(StaticsDocument document, IReadOnlyDictionary<int, byte[]> pictures)
    {
        Guard(Path, () =>
        {
            Directory.CreateDirectory(root);
            foreach (var (id, jpeg) in pictures)
            {
                disk.Replace(PicturePath(id), jpeg);
            }

            if (Read().Problem is not null || (_isUnread && File.Exists(Path)))
            {
                File.Move(Path, $"{Path}.unreadable", overwrite: true);
            }

            disk.Replace(Path, JsonSerializer.SerializeToUtf8Bytes(document, Json));
            _isUnread = false;
            foreach (var id in Ids(PictureEnding).Where(id => !document.Has(id)))
            {
                disk.Delete(PicturePath(id));
            }
        });
    }

    /// <summary>Asks the agent that runs to forget one.</summary>
    /// <exception cref="StaticsException"><c>statics/unwritable</c></exception>
    public void WishForgotten(int id) => Guard(PathOf(id, WishEnding), () => disk.Replace(PathOf(id, WishEnding), []));

    /// <summary>When a wish or a picture last came or went; the same for ever where there is none.</summary>
    public DateTime WishesChanged => Directory.GetLastWriteTimeUtc(Folder);

    /// <exception cref="StaticsException"><c>statics/unwritable</c></exception>
    public IReadOnlyList<int> Wishes() => Guard(Folder, () => Ids(WishEnding));

    /// <exception cref="StaticsException"><c>statics/unwritable</c></exception>
    public void Fulfilled(int id) => Guard(PathOf(id, WishEnding), () => disk.Delete(PathOf(id, WishEnding)));

    private static bool IsSound(StaticsDocument document) =>
        document is { Version: > 0, NextId: > 0 and <= StaticsDocument.LargestId, Statics: { IsDefault: false, Length: <= MostEntries } }
        && document.Statics.All(entry => entry?.ToStatic() is not null)
        && document.Statics.DistinctBy(entry => entry.Id).Count() == document.Statics.Length;

    private string PathOf(int id, string ending) => System.IO.Path.Combine(Folder, id.ToString(CultureInfo.InvariantCulture) + ending);

    private List<int> Ids(string ending)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(Folder, $"*{ending}")
                    .Select(path => int.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                    .Where(id => id > 0),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StaticsException(StaticsProblems.Unwritable(path, e.Message), e);
        }
    }
}
