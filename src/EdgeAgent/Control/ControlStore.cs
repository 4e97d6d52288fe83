using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Control;

/// <summary>
/// What must survive a restart of what the center has said: commands and their answers, the mode, versions. <c>control.db</c>; safe for all
/// threads. A file that can never be used again is put aside, and a new one begun.
/// </summary>
internal sealed partial class ControlStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly RenewableFile _file;

    public ControlStore(string dataDirectory, ILogger<ControlStore> logger)
    {
        (_path, _logger) = (Path.Combine(dataDirectory, "control.db"), logger);

        // What persons were searched for leaves no trace in the file when its time is over.
        _file = new RenewableFile(_path, ControlSchema.Current, SqliteCheck.EveryPage, connection => SqliteFile.Execute(
            connection, "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; SELECT 1 FROM answers, settings LIMIT 0"));
    }

    /// <summary>Why nothing is kept; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    public string? Read(string setting) => Try(connection =>
    {
        using var command = SqliteFile.Command(connection, "SELECT value FROM settings WHERE name = $name", ("$name", setting));
        return command.ExecuteScalar() as string;
    });

    /// <returns>False where the disk refuses.</returns>
    public bool Write(string setting, string value) => Execute(
        "INSERT OR REPLACE INTO settings VALUES ($name, $value)", ("$name", setting), ("$value", value));

    /// <returns>False where the disk refuses.</returns>
    public bool Execute(string sql, params (string Name, object? Value)[] parameters) => Try(connection =>
    {
        using var command = SqliteFile.Command(connection, sql, parameters);
        command.ExecuteNonQuery();
        return true;
    });

    /// <returns>Null where the disk refuses.</returns>
    public List<T>? Query<T>(string sql, Func<SqliteDataReader, T> map, params (string Name, object? Value)[] parameters) => Try(connection =>
    {
        using var command = SqliteFile.Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    });

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }

    private T? Try<T>(Func<SqliteConnection, T> work)
    {
        lock (_lock)
        {
            try
            {
                var result = work(_file.Open());
                Fault = null;
                return result;
            }
            catch (Exception e) when (RenewableFile.IsFault(e))
            {
                Fail_NeedsLock(RenewableFile.FaultOf(_path, e));
                return default;
            }
        }
    }

    private void Fail_NeedsLock(StorageException fault)
    {
        if (Fault?.Code != fault.Problem.Code)
        {
            Log.Refused(_logger, fault.Problem.ToString());
        }

        Fault = fault.Problem;
        try
        {
            _file.GiveUp(fault);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays as it is, and the fault says so.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "what the center has said is not kept, and would be forgotten in a restart: {Problem}")]
        public static partial void Refused(ILogger logger, string problem);
    }
}
