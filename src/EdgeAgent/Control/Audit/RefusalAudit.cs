using System.Collections.Immutable;

namespace EdgeAgent.Control.Audit;

/// <summary>Writes refusals into the audit log: the first of each minute one by one, and how many more there were of each code in one line.</summary>
internal sealed class RefusalAudit(AuditLog log, TimeProvider time)
{
    private const int MostOneByOne = 10;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _more = new(StringComparer.Ordinal);
    private long _began;
    private int _written;

    public void Add(AuditEntry entry)
    {
        lock (_lock)
        {
            Turn_NeedsLock();
            if (_written < MostOneByOne)
            {
                _written++;
                log.Append(entry);
            }
            else
            {
                _more[entry.Code ?? ""] = _more.GetValueOrDefault(entry.Code ?? "") + 1;
            }
        }
    }

    /// <summary>To be called now and then, so that the last minute of a flood is told too.</summary>
    public void Turn()
    {
        lock (_lock)
        {
            Turn_NeedsLock();
        }
    }

    private void Turn_NeedsLock()
    {
        if (_began != 0 && time.GetElapsedTime(_began) < Period)
        {
            return;
        }

        (_began, _written) = (time.GetTimestamp(), 0);
        if (_more.Count > 0)
        {
            log.Append(new AuditEntry("refused", "refused") { Counts = _more.ToImmutableSortedDictionary() });
            _more.Clear();
        }
    }
}
