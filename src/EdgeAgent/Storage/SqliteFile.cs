using Microsoft.Data.Sqlite;

namespace EdgeAgent.Storage;

/// <summary>Opens SQLite files: WAL, foreign keys, migrated to the schema that the caller needs.</summary>
internal static class SqliteFile
{
    /// <summary>How long SQLite waits for another connection's lock.</summary>
    private const int BusyTimeoutSeconds = 5;

    /// <summary>Opens or makes the file, checks it, and brings it to the schema.</summary>
    /// <exception cref="StorageException">The disk refuses, the file is damaged, or a newer agent wrote it.</exception>
    public static SqliteConnection OpenAndMigrate(string path, SqliteSchema schema, SqliteCheck check = SqliteCheck.EveryPage)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(path, e);
        }

        var connection = Open(path);
        try
        {
            var version = Query<long>(connection, "PRAGMA user_version");
            if (!schema.Understands(version))
            {
                throw StorageException.IsNewer(path, version, schema.Version);
            }

            // SQLite notices a torn file only when it touches the torn page.
            var finding = check == SqliteCheck.EveryPage ? Query<string>(connection, "PRAGMA quick_check(1)") : FindCutOff(connection, path);
            if (finding is not (null or "ok"))
            {
                throw StorageException.IsDamaged(path, finding);
            }

            Migrate(connection, schema, version);
            return connection;
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw e is SqliteException fault ? StorageException.From(path, fault) : e;
        }
    }

    /// <summary>Opens a file that <see cref="OpenAndMigrate"/> has been through in this process.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public static SqliteConnection Open(string path)
    {
        // Pooled connections would keep the file open after Dispose.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw StorageException.From(path, e);
        }
    }

    /// <summary>Opens a file for reading only, beside an agent that may be writing it.</summary>
    /// <exception cref="StorageException">It is not there or cannot be read, or a newer agent wrote it, or none.</exception>
    public static SqliteConnection OpenToRead(string path, SqliteSchema schema)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString());
        try
        {
            connection.Open();
            var version = Query<long>(connection, "PRAGMA user_version");
            return !schema.Understands(version) ? throw StorageException.IsNewer(path, version, schema.Version)
                : version == 0 ? throw StorageException.IsDamaged(path, "nothing was ever written to it")
                : connection;
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw e is SqliteException fault ? StorageException.From(path, fault) : e;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static SqliteCommand Command(
        SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>A file that ends before its last page. Only where all of it stands in the file itself: what lies in the log may lie behind its end.</summary>
    private static string? FindCutOff(SqliteConnection connection, string path)
    {
        using (var command = Command(connection, "PRAGMA wal_checkpoint(TRUNCATE)"))
        using (var row = command.ExecuteReader())
        {
            if (!row.Read() || row.GetInt64(0) != 0)
            {
                return null;
            }
        }

        var pages = Query<long>(connection, "PRAGMA page_count");
        var expected = pages * Query<long>(connection, "PRAGMA page_size");
        var length = new FileInfo(path).Length;
        return length < expected ? $"{length} bytes of {expected} are there" : null;
    }

    private static T Query<T>(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    private static void Migrate(SqliteConnection connection, SqliteSchema schema, long version)
    {
        if (version >= schema.Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        for (var step = SqliteSchema.StepsTaken(version); step < schema.Steps.Length; step++)
        {
            Execute(connection, schema.Steps[step]);
        }

        Execute(connection, $"PRAGMA user_version={schema.Version}");
        transaction.Commit();
    }
}
