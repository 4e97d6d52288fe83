using EdgeAgent.Storage;

namespace EdgeAgent.Recording.Index;

internal static class SegmentSchema
{
    /// <summary>Paths are relative to the directory of the recordings; media times in nanoseconds of the boot; UTC in milliseconds.</summary>
    private const string First = """
        CREATE TABLE segments(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL UNIQUE,
            camera TEXT NOT NULL,
            boot_id TEXT NOT NULL,
            start_ns INTEGER NOT NULL,
            end_ns INTEGER NOT NULL,
            start_utc_ms INTEGER NOT NULL,
            clock_synced INTEGER NOT NULL,
            codec TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            size_bytes INTEGER NOT NULL,
            connection TEXT NOT NULL,
            sealed INTEGER NOT NULL);
        CREATE INDEX segments_media ON segments(camera, boot_id, start_ns);
        CREATE INDEX segments_utc ON segments(camera, start_utc_ms);
        CREATE INDEX segments_boot ON segments(boot_id, clock_synced, start_ns);
        CREATE INDEX segments_open ON segments(path) WHERE sealed = 0;
        """;

    public static SqliteSchema Current { get; } = new(1, [First]);
}
