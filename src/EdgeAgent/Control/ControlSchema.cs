using EdgeAgent.Storage;

namespace EdgeAgent.Control;

internal static class ControlSchema
{
    /// <summary>An answer is null while its command is at work.</summary>
    private const string First = """
        CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE answers(jti TEXT PRIMARY KEY, issued_s INTEGER NOT NULL, taken_ms INTEGER NOT NULL, answer TEXT) WITHOUT ROWID;
        CREATE INDEX answers_taken ON answers(taken_ms);
        """;

    public static SqliteSchema Current { get; } = new(1, [First]);
}
