using Microsoft.Data.Sqlite;

namespace EdgeAgent.Storage;

/// <summary>
/// A SQLite file that the agent can do without: one that can never be used again is put aside, and kept there, for a new one. Commits do not wait
/// for the disk. Its owner holds a lock around every call.
/// </summary>
/// <param name="path">Of the file.</param>
/// <param name="schema">That it is brought to.</param>
/// <param name="check">At every opening.</param>
/// <param name="probe">Throws where the tables are not what they should be.</param>
internal sealed class RenewableFile(string path, SqliteSchema schema, SqliteCheck check, Action<SqliteConnection> probe) : IDisposable
{
    // SQLITE_ERROR.
    private const int StatementError = 1;

    /// <summary>Null while it cannot be opened.</summary>
    public SqliteConnection? Connection { get; private set; }

    /// <summary>Files that were put aside, beside the path.</summary>
    public static IEnumerable<string> AsideOf(string path) => [path + ".damaged", path + ".newer"];

    /// <summary>What went wrong while it was read or written, in one kind of exception; SQLite does not know what belongs into a column.</summary>
    public static bool IsFault(Exception e) =>
        e is SqliteException or StorageException or FormatException or InvalidCastException or OverflowException or ArgumentException;

    /// <param name="path">Of the file.</param>
    /// <param name="e">One of which <see cref="IsFault"/> is true.</param>
    public static StorageException FaultOf(string path, Exception e) => e switch
    {
        StorageException known => known,
        SqliteException known => StorageException.From(path, known),
        _ => StorageException.IsDamaged(path, e.Message),
    };

    /// <exception cref="StorageException">It cannot be opened.</exception>
    public SqliteConnection Open() => Connection ??= OpenFile();

    /// <summary>After a fault: lets go of a connection that does not survive it.</summary>
    /// <returns>Whether the file was put aside, so that the next <see cref="Open"/> begins a new one.</returns>
    /// <exception cref="IOException">It cannot be put aside.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be put aside.</exception>
    public bool GiveUp(StorageException fault)
    {
        if (fault.ConnectionSurvives)
        {
            return false;
        }

        Dispose();

        // A file whose tables are gone is whole to SQLite, and every statement an error.
        var isNewer = fault.Problem.Code == "storage/newer-version";
        if (!isNewer && fault.Problem.Code != "storage/corrupt" && fault.ExtendedCode != StatementError)
        {
            return false;
        }

        File.Move(path, path + (isNewer ? ".newer" : ".damaged"), overwrite: true);
        foreach (var side in (string[])["-wal", "-shm"])
        {
            // They belong to the file that was put aside, and would be laid over the new one.
            File.Delete(path + side);
        }

        return true;
    }

    public void Dispose()
    {
        Connection?.Dispose();
        Connection = null;
    }

    private SqliteConnection OpenFile()
    {
        var connection = SqliteFile.OpenAndMigrate(path, schema, check);
        try
        {
            SqliteFile.Execute(connection, "PRAGMA synchronous=NORMAL");
            probe(connection);
            return connection;
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw IsFault(e) ? FaultOf(path, e) : e;
        }
    }
}
