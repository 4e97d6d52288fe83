using EdgeAgent.Storage;

namespace EdgeAgent.Search.Orders;

internal static class OrderSchema
{
    /// <summary>What has ended keeps its id and its end, so that no clock that is set back brings it to life again, and nothing of its criteria.</summary>
    private const string First = """
        CREATE TABLE settings(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE orders(
            id TEXT PRIMARY KEY,
            body TEXT NOT NULL,
            taken_ms INTEGER,
            boot_id TEXT NOT NULL,
            deadline_ns INTEGER NOT NULL,
            is_known INTEGER NOT NULL,
            left_ms INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE told(
            order_id TEXT NOT NULL,
            camera TEXT NOT NULL,
            boot_id TEXT NOT NULL,
            track INTEGER NOT NULL,
            from_ns INTEGER NOT NULL,
            PRIMARY KEY (order_id, camera, boot_id, track, from_ns)) WITHOUT ROWID;
        CREATE TABLE ended(id TEXT PRIMARY KEY, until_ms INTEGER NOT NULL) WITHOUT ROWID;
        """;

    public static SqliteSchema Current { get; } = new(1, [First]);
}
