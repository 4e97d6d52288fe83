using EdgeAgent.Storage;

namespace EdgeAgent.Search.Sightings;

internal static class SightingsSchema
{
    /// <summary>
    /// Sightings in the order in which they came; media times in nanoseconds of the boot, UTC in milliseconds, <c>clock</c> bit 0 to 2: the
    /// clock was synchronised at the first, the last and the best view. Blocks say the same of many sightings for the search, see
    /// <see cref="SightingBlock"/>; each column has a row of its own, since few searches ask for all of them.
    /// </summary>
    private const string First = """
        CREATE TABLE cameras(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
        CREATE TABLE sightings(
            id INTEGER PRIMARY KEY,
            uuid BLOB NOT NULL,
            camera INTEGER NOT NULL,
            track INTEGER NOT NULL,
            boot_id BLOB NOT NULL,
            from_ns INTEGER NOT NULL,
            to_ns INTEGER NOT NULL,
            best_ns INTEGER NOT NULL,
            from_ms INTEGER NOT NULL,
            to_ms INTEGER NOT NULL,
            best_ms INTEGER NOT NULL,
            clock INTEGER NOT NULL,
            appearance INTEGER NOT NULL,
            height REAL,
            box_x REAL NOT NULL,
            box_y REAL NOT NULL,
            box_width REAL NOT NULL,
            box_height REAL NOT NULL,
            crop TEXT);
        CREATE TABLE blocks(
            first INTEGER PRIMARY KEY,
            last INTEGER NOT NULL,
            from_ms INTEGER NOT NULL,
            to_ms INTEGER NOT NULL,
            synced_ms INTEGER,
            unsynced INTEGER NOT NULL);
        CREATE TABLE block_shapes(first INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, shapes BLOB NOT NULL);
        CREATE TABLE block_extras(first INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, extras BLOB NOT NULL);
        CREATE TABLE block_times(first INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, times BLOB NOT NULL);
        """;

    public static SqliteSchema Current { get; } = new(1, [First]);
}
