using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>What each required consumer has said that it has, in memory; the log keeps the same on disk. Safe for several threads.</summary>
/// <param name="consumers">The required ones; with none, nothing is ever acknowledged.</param>
internal sealed class Acknowledgements(ImmutableArray<string> consumers)
{
    /// <summary>Of one message: a consumer that has more to say says it in two.</summary>
    public const int MostRanges = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Consumer, Severity Stream), RangeSet> _taken =
        consumers.Distinct().SelectMany(_ => Enum.GetValues<Severity>(), (consumer, stream) => (consumer, stream))
            .ToDictionary(key => key, _ => new RangeSet());

    public ImmutableArray<string> Consumers { get; } = [.. consumers.Distinct()];

    /// <summary>Every required consumer has it.</summary>
    public bool IsDelivered(Severity stream, long sequence)
    {
        lock (_lock)
        {
            return Consumers.Length > 0 && Consumers.All(consumer => _taken[(consumer, stream)].Contains(sequence));
        }
    }

    /// <summary>Every required consumer has something after it.</summary>
    public bool HasLater(Severity stream, long sequence)
    {
        lock (_lock)
        {
            return Consumers.Length > 0
                && Consumers.All(consumer => _taken[(consumer, stream)].Ranges is [.., var last] && last.To > sequence);
        }
    }

    /// <summary>What not every required consumer has, up to a number.</summary>
    public List<SequenceRange> Missing(Severity stream, long last)
    {
        lock (_lock)
        {
            var missing = new RangeSet();
            foreach (var (from, to) in Consumers.SelectMany(consumer => _taken[(consumer, stream)].MissingUpTo(last)))
            {
                missing.Add(from, to);
            }

            return [.. missing.Ranges.Select(range => new SequenceRange(stream, range.From, range.To))];
        }
    }

    /// <summary>What is wrong with an acknowledgement; null where it can be taken.</summary>
    /// <param name="consumer">Who says that it has them.</param>
    /// <param name="ranges">What it has.</param>
    /// <param name="highest">The last number of a stream that was ever sent.</param>
    public Problem? Check(string consumer, IReadOnlyList<SequenceRange> ranges, Func<Severity, long> highest)
    {
        if (!Consumers.Contains(consumer))
        {
            return new Problem(
                "ack/consumer", $"'{consumer}' is not a required consumer", "name it in outbox.requiredConsumers, or let it not acknowledge");
        }

        if (ranges.Count is 0 or > MostRanges)
        {
            return new Problem("ack/ranges", $"it has {ranges.Count} ranges", $"send 1 to {MostRanges}");
        }

        foreach (var range in ranges)
        {
            if (!range.IsSound)
            {
                return new Problem("ack/ranges", $"{range.Stream} {range.From} to {range.To} is no range", "numbers begin at 1, and from comes before to");
            }

            if (range.To > highest(range.Stream))
            {
                return new Problem(
                    "ack/unpublished",
                    $"{range.Stream} {range.To} was never sent; the last was {highest(range.Stream)}",
                    "acknowledge only what was received and stored");
            }
        }

        return null;
    }

    /// <returns>The ranges that hold something new.</returns>
    public List<SequenceRange> Add(string consumer, IEnumerable<SequenceRange> ranges)
    {
        lock (_lock)
        {
            return [.. ranges.Where(range => _taken.TryGetValue((consumer, range.Stream), out var taken) && taken.Add(range.From, range.To))];
        }
    }

    /// <summary>Another log begins: of its numbers nobody has any.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var key in _taken.Keys)
            {
                _taken[key] = new RangeSet();
            }
        }
    }
}
