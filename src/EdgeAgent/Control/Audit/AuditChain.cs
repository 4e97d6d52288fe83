using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control.Audit;

/// <summary>Reads an audit log and looks whether each line is the one that was written after the one before it.</summary>
internal static class AuditChain
{
    public static readonly string Beginning = new('0', 64);

    public static string HashOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    /// <summary>Where the last line was that the agent has written, so that a cut shows; it may be behind after a cut of power.</summary>
    public static string HeadPath(string path) => Path.ChangeExtension(path, ".head");

    /// <summary>The lines in order, each as it stands in the file; what follows the last line end is torn and left out.</summary>
    /// <exception cref="AuditException"><c>audit/unreadable</c></exception>
    public static IEnumerable<(AuditLine? Line, string Text)> Read(string path)
    {
        using var reader = Open(path);
        while (reader?.ReadLine() is { } text)
        {
            yield return (Parse(text), text);
        }
    }

    /// <returns>How many lines there are, and the hash of the last.</returns>
    /// <exception cref="AuditException"><c>audit/changed</c>, <c>audit/cut</c>, <c>audit/unreadable</c></exception>
    public static (long Lines, string Head) Verify(string path)
    {
        var (number, previous) = (0L, Beginning);
        var head = ReadHead(path);
        foreach (var (line, text) in Read(path))
        {
            number++;
            if (line is null)
            {
                throw new AuditException(AuditProblems.Changed(path, number, "is no line of an audit log"));
            }

            if (line.Number != number || line.Previous != previous)
            {
                throw new AuditException(AuditProblems.Changed(path, number, "does not follow the line before it: one was changed, taken out or put in"));
            }

            previous = HashOf(Encoding.UTF8.GetBytes(text));
            if (number == head?.Number && previous != head.Value.Hash)
            {
                throw new AuditException(AuditProblems.Changed(path, number, "is not the one that was written"));
            }
        }

        return number >= (head?.Number ?? 0) ? (number, previous) : throw new AuditException(AuditProblems.Cut(path, number, head!.Value.Number));
    }

    private static (long Number, string Hash)? ReadHead(string path)
    {
        try
        {
            return File.ReadAllText(HeadPath(path)).Split(' ') is [var number, { Length: 64 } hash] && long.TryParse(number, out var n) ? (n, hash) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static StreamReader? Open(string path)
    {
        try
        {
            return File.Exists(path) ? new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(AuditProblems.Unreadable(path, e), e);
        }
    }

    private static AuditLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditLine>(text, MessageJson.Options) is { Entry: not null } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
