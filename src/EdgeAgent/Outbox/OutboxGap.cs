using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>What the center will never get.</summary>
internal sealed record OutboxGap
{
    /// <summary>Older than the log keeps anything.</summary>
    public const string Age = "retention-age";

    /// <summary>The log had no room for it.</summary>
    public const string Bytes = "retention-bytes";

    /// <summary>Its row cannot be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The log was the copy of another: its entries have other numbers now, in another log.</summary>
    public const string Renumbered = "renumbered";

    /// <summary>The loss of messages is a matter for operations, as a <c>device-fault</c> is; all gaps stand in one stream.</summary>
    public const Severity Stream = Severity.Warning;

    /// <summary>Of one entry, so that its message fits every broker.</summary>
    public const int MostRanges = 512;

    public required Guid Id { get; init; }

    /// <summary>Whose numbers they are.</summary>
    public required Guid Log { get; init; }

    public required ImmutableArray<SequenceRange> Ranges { get; init; }

    public required string Reason { get; init; }

    /// <summary>Raised records that go with them: coalesced updates count, and an entry that comes all the same, under another number, does not.</summary>
    public long Records { get; init; }

    public required UtcTime Utc { get; init; }

    /// <summary>The same for all of a reason: rows of it find each other by it.</summary>
    public static Guid KeyOf(string reason) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"gap:{reason}")).AsSpan(0, 16));

    /// <summary>Ranges in order, adjacent ones as one.</summary>
    public static ImmutableArray<SequenceRange> Merge(IEnumerable<SequenceRange> ranges)
    {
        var streams = new SortedDictionary<Severity, RangeSet>();
        foreach (var range in ranges)
        {
            if (!streams.TryGetValue(range.Stream, out var set))
            {
                streams.Add(range.Stream, set = new RangeSet());
            }

            set.Add(range.From, range.To);
        }

        return [.. streams.SelectMany(stream => stream.Value.Ranges, (stream, range) => new SequenceRange(stream.Key, range.From, range.To))];
    }
}
