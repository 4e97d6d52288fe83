using EdgeAgent.Domain;

namespace EdgeAgent.Control.Audit;

/// <summary>What can be wrong with the audit log.</summary>
internal static class AuditProblems
{
    private const string Remedy = "keep the file as it is, and compare it with what the center has exported";

    public static Problem Unwritable(string path, Exception cause) => new(
        "audit/unwritable", cause.Message, "free space; until then nothing is done that concerns persons", path);

    public static Problem Unreadable(string path, Exception cause) => new("audit/unreadable", cause.Message, "let the agent's user read it", path);

    public static Problem Changed(string path, long line, string finding) => new("audit/changed", $"line {line} {finding}", Remedy, path);

    public static Problem Cut(string path, long last, long expected) => new(
        "audit/cut", $"it ends with line {last}, and had {expected}", Remedy, path);
}
