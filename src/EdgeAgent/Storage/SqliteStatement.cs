using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeAgent.Storage;

/// <summary>
/// A statement that is run very often or over very many rows: what it finds is read where SQLite has it, without a copy or a boxed value.
/// Parameters are counted from 1, columns from 0. Faults are <see cref="SqliteException"/>.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Begins again, with other values.</summary>
    public SqliteStatement With(params ReadOnlySpan<long> values)
    {
        // The error of the run before, which was told then.
        _ = raw.sqlite3_reset(_statement);
        for (var i = 0; i < values.Length; i++)
        {
            Check(raw.sqlite3_bind_int64(_statement, i + 1, values[i]));
        }

        return this;
    }

    /// <returns>Whether there is a row.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
