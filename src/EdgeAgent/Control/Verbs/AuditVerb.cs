using System.Collections.Immutable;
using EdgeAgent.Control.Audit;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>audit</c>: exports the audit log, page by page, line by line as it lies on the disk.</summary>
internal sealed class AuditVerb(AuditLog log) : IVerb
{
    private const int MostLines = 200;
    private const int MostCharacters = 100_000;

    public string Name => "audit";

    public bool IsLong => true;

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var (after, limit) = (read.Number("after", 0, long.MaxValue) ?? 0, read.Number("limit", 1, MostLines) ?? MostLines);
        read.Done();
        var (lines, characters, more) = (ImmutableArray.CreateBuilder<string>(), 0, false);
        foreach (var line in log.Read(after))
        {
            if (lines.Count == limit || (lines.Count > 0 && characters + line.Length > MostCharacters))
            {
                more = true;
                break;
            }

            lines.Add(line);
            characters += line.Length;
        }

        return Task.FromResult<object?>(new AuditResult(lines.ToImmutable(), more));
    }
}
