using EdgeAgent.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Storage;

/// <summary>A SQLite file that cannot be opened, read or written. Result codes: https://sqlite.org/rescode.html</summary>
internal sealed class StorageException(Problem problem, int extendedCode = 0, Exception? innerException = null)
    : ProblemException(problem, innerException)
{
    /// <summary>SQLite's extended result code; 0 where the fault was met before SQLite was asked.</summary>
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>Whether the open connection is still good once the cause is gone.</summary>
    public bool ConnectionSurvives => (ExtendedCode & 0xFF) is Full or Busy;

    public bool IsFull => Problem.Code == FullCode;

    private const string FullCode = "disk/full";
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    // SQLITE_IOERR_SHMSIZE: the shared-memory file beside the database could not grow.
    private const int SharedMemorySize = 4874;

    public static StorageException From(string path, SqliteException exception)
    {
        var cause = $"SQLite {exception.SqliteExtendedErrorCode}: {SQLitePCL.raw.sqlite3_errstr(exception.SqliteExtendedErrorCode).utf8_to_string()}";
        var problem = (exception.SqliteErrorCode, exception.SqliteExtendedErrorCode) switch
        {
            (Full, _) or (_, SharedMemorySize) => DiskFull(path, cause),
            (ReadOnly, _) => DiskReadOnly(path, cause),
            (Corrupt or NotADatabase, _) => Damaged(path, cause),
            (Busy or Locked, _) => new Problem(
                "storage/unavailable", cause, "another process holds the file: stop the other agent that uses this directory", path),
            // Missing files beside the database hide the cause: the directory tells it.
            _ => WriteProbe(path) is { } refusal ? From(path, refusal).Problem : Unavailable(path, cause),
        };
        return new StorageException(problem, exception.SqliteExtendedErrorCode, exception);
    }

    /// <summary>A fault of the directory; .NET carries errno in the HResult.</summary>
    public static StorageException From(string path, Exception exception) => new(
        exception.HResult switch
        {
            NoSpace => DiskFull(path, exception.Message),
            ReadOnlyFileSystem => DiskReadOnly(path, exception.Message),
            _ => Unavailable(path, exception.Message),
        },
        innerException: exception);

    public static StorageException IsTaken(string path, Exception exception) => new(
        new Problem(
            "storage/in-use",
            "another process uses this data directory",
            "stop the other agent (systemctl stop edgeagent), or give this one a dataDirectory of its own",
            path),
        innerException: exception);

    public static Problem NoRoom(string path) => DiskFull(path, "there is no room for the reserve yet");

    public static StorageException IsDamaged(string path, string finding) => new(Damaged(path, finding));

    public static StorageException IsNewer(string path, long found, long supported) => new(new Problem(
        "storage/newer-version",
        $"schema version {found} was written by a newer agent; this one understands up to {supported}",
        "install the newer agent again, or move the file away to begin a new one",
        path));

    private static Exception? WriteProbe(string path)
    {
        var probe = $"{path}-probe";
        try
        {
            File.WriteAllBytes(probe, new byte[4096]);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;

    private static Problem DiskFull(string path, string cause) =>
        new(FullCode, cause, "free space on this disk; writing goes on by itself", path);

    private static Problem DiskReadOnly(string path, string cause) =>
        new("disk/read-only", cause, "the card may be dying: check `dmesg`, remount it writable or replace it", path);

    private static Problem Damaged(string path, string cause) =>
        new("storage/corrupt", cause, "move the file away (keep it for analysis); the agent begins a new one", path);

    private static Problem Unavailable(string path, string cause) =>
        new("storage/unavailable", cause, "check that the directory exists and that the agent's user may write to it", path);
}
