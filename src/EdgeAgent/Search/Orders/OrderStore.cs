using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Search.Orders;

/// <summary>The orders in force and what was told of them, in one SQLite file. Safe for all threads.</summary>
internal sealed class OrderStore : IDisposable
{
    private const string Version = "version";

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly SqliteConnection _connection;

    private OrderStore(string path, SqliteConnection connection) => (_path, _connection) = (path, connection);

    /// <exception cref="StorageException">The disk refuses, the file is damaged, or a newer agent wrote it.</exception>
    public static OrderStore Open(string path)
    {
        var connection = SqliteFile.OpenAndMigrate(path, OrderSchema.Current);

        // What is deleted is overwritten, in the file as in its log.
        SqliteFile.Execute(connection, "PRAGMA secure_delete=ON");
        return new OrderStore(path, connection);
    }

    public long ReadVersion() => Guard(() =>
    {
        using var command = SqliteFile.Command(_connection, "SELECT value FROM settings WHERE name = $name", ("$name", Version));
        return command.ExecuteScalar() is long version ? version : 0;
    });

    /// <summary>An order that a newer agent wrote in words that this one does not know is left out, and told.</summary>
    public (IReadOnlyList<StoredOrder> Orders, IReadOnlyList<OrderProblem> Problems) ReadOrders() => Guard(() =>
    {
        var (orders, problems) = (new List<StoredOrder>(), new List<OrderProblem>());
        using var command = SqliteFile.Command(_connection, "SELECT id, body, taken_ms, boot_id, deadline_ns, is_known, left_ms FROM orders ORDER BY id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (Parse(rows.GetString(0), rows.GetString(1), problems) is { } order)
            {
                orders.Add(new StoredOrder(
                    order,
                    rows.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2)),
                    Guid.Parse(rows.GetString(3)),
                    new MediaTime(rows.GetInt64(4)),
                    rows.GetBoolean(5),
                    TimeSpan.FromMilliseconds(rows.GetInt64(6))));
            }
        }

        return ((IReadOnlyList<StoredOrder>)orders, (IReadOnlyList<OrderProblem>)problems);
    });

    public HashSet<(string Order, SightingKey Sighting)> ReadTold() => Guard(() =>
    {
        var told = new HashSet<(string, SightingKey)>();
        using var command = SqliteFile.Command(_connection, "SELECT order_id, camera, boot_id, track, from_ns FROM told");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            told.Add((rows.GetString(0), new SightingKey(
                new CameraId(rows.GetString(1)), Guid.Parse(rows.GetString(2)), rows.GetInt32(3), new MediaTime(rows.GetInt64(4)))));
        }

        return told;
    });

    /// <summary>What has ended, and when that was to be.</summary>
    public Dictionary<string, DateTimeOffset> ReadEnded() => Guard(() =>
    {
        var ended = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        using var command = SqliteFile.Command(_connection, "SELECT id, until_ms FROM ended");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            ended[rows.GetString(0)] = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1));
        }

        return ended;
    });

    /// <summary>What of the orders changed, as a whole or not at all; the criteria of those that went are in no page of the file any more.</summary>
    /// <param name="version">Of the set in force.</param>
    /// <param name="kept">To be written.</param>
    /// <param name="removed">To be deleted with all that was told of them.</param>
    /// <param name="ended">Of the removed those that must not come to life again, with their end.</param>
    public void Write(
        long version,
        IReadOnlyCollection<StoredOrder> kept,
        IReadOnlyCollection<string> removed,
        IReadOnlyCollection<(string Id, DateTimeOffset Until)> ended) => Guard(() =>
    {
        using (var transaction = _connection.BeginTransaction(deferred: false))
        {
            Execute("INSERT OR REPLACE INTO settings VALUES ($name, $value)", ("$name", Version), ("$value", version));
            foreach (var order in kept)
            {
                Execute(
                    "INSERT OR REPLACE INTO orders VALUES ($id, $body, $taken, $boot, $deadline, $known, $left)",
                    ("$id", order.Order.Id),
                    ("$body", OrderJson.Write(order.Order)),
                    ("$taken", order.Taken?.ToUnixTimeMilliseconds()),
                    ("$boot", order.BootId.ToString()),
                    ("$deadline", order.Deadline.Nanoseconds),
                    ("$known", order.IsKnown),
                    ("$left", (long)order.Left.TotalMilliseconds));
            }

            foreach (var id in removed)
            {
                Execute("DELETE FROM orders WHERE id = $id", ("$id", id));
                Execute("DELETE FROM told WHERE order_id = $id", ("$id", id));
            }

            foreach (var (id, until) in ended)
            {
                Execute("INSERT OR REPLACE INTO ended VALUES ($id, $until)", ("$id", id), ("$until", until.ToUnixTimeMilliseconds()));
            }

            transaction.Commit();
        }

        // The log holds the pages as they were before.
        if (removed.Count > 0)
        {
            SqliteFile.Execute(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return true;
    });

    public void AddTold(string order, SightingKey sighting) => Guard(() =>
    {
        Execute(
            "INSERT OR IGNORE INTO told SELECT $order, $camera, $boot, $track, $from WHERE EXISTS (SELECT 1 FROM orders WHERE id = $order)",
            ("$order", order),
            ("$camera", sighting.Camera.Value),
            ("$boot", sighting.BootId.ToString()),
            ("$track", sighting.Track),
            ("$from", sighting.From.Nanoseconds));
        return true;
    });

    public void Dispose()
    {
        lock (_lock)
        {
            _connection.Dispose();
        }
    }

    private static SearchOrder? Parse(string id, string body, List<OrderProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return OrderReader.Read(document.RootElement, id, problems);
        }
        catch (JsonException e)
        {
            problems.Add(new OrderProblem(id, OrderProblems.Syntax(id, e.Message)));
            return null;
        }
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = SqliteFile.Command(_connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private T Guard<T>(Func<T> work)
    {
        lock (_lock)
        {
            try
            {
                return work();
            }
            catch (SqliteException e)
            {
                throw StorageException.From(_path, e);
            }
        }
    }
}
