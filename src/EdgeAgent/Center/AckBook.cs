using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>What has been written down of each pole's log and not been acknowledged yet, as few ranges as it takes. For one thread at a time.</summary>
internal sealed class AckBook
{
    /// <summary>What a pole takes in one message.</summary>
    public const int MostRanges = 100;

    private readonly Dictionary<(PoleIdentity Pole, Guid Log), SortedSet<(Severity Stream, long Sequence)>> _written = [];

    public void Add(PoleIdentity pole, Guid log, Severity stream, long sequence)
    {
        if (!_written.TryGetValue((pole, log), out var numbers))
        {
            _written.Add((pole, log), numbers = []);
        }

        numbers.Add((stream, sequence));
    }

    /// <summary>One message for each pole at most; what it has no room for comes with the next call.</summary>
    public IReadOnlyList<(PoleIdentity Pole, Guid Log, IReadOnlyList<SequenceRangeMessage> Ranges)> Take()
    {
        var taken = new List<(PoleIdentity, Guid, IReadOnlyList<SequenceRangeMessage>)>();
        foreach (var ((pole, log), numbers) in _written.DistinctBy(entry => entry.Key.Pole).ToList())
        {
            var ranges = new List<SequenceRangeMessage>();
            foreach (var (stream, sequence) in numbers)
            {
                if (ranges is [.., var last] && last.Stream == stream && last.To + 1 == sequence)
                {
                    ranges[^1] = last with { To = sequence };
                }
                else if (ranges.Count < MostRanges)
                {
                    ranges.Add(new SequenceRangeMessage(stream, sequence, sequence));
                }
                else
                {
                    break;
                }
            }

            numbers.RemoveWhere(number => ranges.Any(range => range.Stream == number.Stream && number.Sequence >= range.From && number.Sequence <= range.To));
            if (numbers.Count == 0)
            {
                _written.Remove((pole, log));
            }

            taken.Add((pole, log, ranges));
        }

        return taken;
    }
}
