using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

internal static class OutboxSchema
{
    /// <summary>Streams are the numbers of <see cref="Domain.Severity"/>; times in milliseconds of UTC unless the name says otherwise.</summary>
    private const string First = """
        CREATE TABLE settings(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE streams(stream INTEGER PRIMARY KEY, next INTEGER NOT NULL);
        INSERT INTO streams VALUES (0, 1), (1, 1), (2, 1), (3, 1);
        CREATE TABLE entries(
            stream INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            event_id TEXT,
            camera TEXT NOT NULL,
            type TEXT NOT NULL,
            mode TEXT NOT NULL,
            utc_ms INTEGER NOT NULL,
            clock_synced INTEGER NOT NULL,
            media_ns INTEGER,
            boot_id TEXT,
            body TEXT NOT NULL,
            appended_ms INTEGER NOT NULL,
            published_ms INTEGER,
            PRIMARY KEY (stream, sequence)) WITHOUT ROWID;
        CREATE INDEX entries_pending ON entries(stream, sequence) WHERE published_ms IS NULL;
        CREATE INDEX entries_published ON entries(published_ms) WHERE published_ms IS NOT NULL;
        CREATE INDEX entries_event ON entries(event_id);
        CREATE TABLE open_events(event_id TEXT PRIMARY KEY, mode TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE clips(
            clip TEXT PRIMARY KEY,
            stream INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            state INTEGER NOT NULL,
            size_bytes INTEGER NOT NULL,
            added_ms INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE clip_parts(
            clip TEXT NOT NULL REFERENCES clips(clip),
            part INTEGER NOT NULL,
            path TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            missing BLOB NOT NULL,
            PRIMARY KEY (clip, part)) WITHOUT ROWID;
        """;

    /// <summary>What was signed and encrypted for a clip. Tables of their own: an older agent writes whole rows of the ones that it knows.</summary>
    private const string ClipSeals = """
        CREATE TABLE clip_seals(clip TEXT PRIMARY KEY, manifest TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE clip_keys(clip TEXT NOT NULL, part INTEGER NOT NULL, content_key BLOB NOT NULL, PRIMARY KEY (clip, part)) WITHOUT ROWID;
        CREATE TABLE manifest_chain(camera TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Ranges are those that a required consumer has acknowledged. An older agent leaves all of this alone.</summary>
    private const string Second = """
        ALTER TABLE entries ADD COLUMN coalesced INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE acknowledged(
            consumer TEXT NOT NULL,
            stream INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (consumer, stream, first)) WITHOUT ROWID;
        """;

    public static SqliteSchema Current { get; } = new(1, [First, Second, ClipSeals]);
}
